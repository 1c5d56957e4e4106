/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A request for a token. Immutable: every {@code with} method returns a new request.
 */
public final class IwaTokenRequest {

	private static final IwaTokenRequest DEFAULTS = new IwaTokenRequest(Set.of(), null, null, false);

	private final Set<String> scopes;

	private final @Nullable String claims;

	private final @Nullable IwaToken challenged;

	private final boolean forceRefresh;

	private IwaTokenRequest(Set<String> scopes, @Nullable String claims, @Nullable IwaToken challenged,
			boolean forceRefresh) {
		this.scopes = scopes;
		this.claims = claims;
		this.challenged = challenged;
		this.forceRefresh = forceRefresh;
	}

	/**
	 * Returns the request for the default scopes, without claims.
	 * @return the default request
	 */
	public static IwaTokenRequest defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns this request with other scopes.
	 * @param scopes the scopes, all of one resource; without any, the default scopes
	 * @return a new request
	 * @throws IllegalArgumentException if a scope is blank
	 */
	public IwaTokenRequest withScopes(String... scopes) {
		Set<String> distinct = new LinkedHashSet<>(List.of(scopes));
		for (String scope : distinct) {
			if (scope.isBlank()) {
				throw new IllegalArgumentException("A scope must not be blank");
			}
		}
		return new IwaTokenRequest(Collections.unmodifiableSet(distinct), this.claims, this.challenged,
				this.forceRefresh);
	}

	/**
	 * Returns this request with claims, as an API names them in a claims challenge. Such
	 * a request is never served from the cache.
	 * @param claims the claims as JSON (OpenID Connect Core 1.0, section 5.5)
	 * @return a new request
	 */
	public IwaTokenRequest withClaims(String claims) {
		return new IwaTokenRequest(this.scopes, Objects.requireNonNull(claims, "claims"), null, this.forceRefresh);
	}

	/**
	 * Returns this request with the claims of an API's claims challenge, and the token
	 * that was challenged. If that token has been replaced by one for the same claims
	 * meanwhile, the new one is served: when the requests of many threads are challenged
	 * at the same time, one of them acquires a token.
	 * @param claims the claims as JSON (OpenID Connect Core 1.0, section 5.5)
	 * @param challenged the token that the API challenged
	 * @return a new request
	 */
	public IwaTokenRequest withClaims(String claims, IwaToken challenged) {
		return new IwaTokenRequest(this.scopes, Objects.requireNonNull(claims, "claims"),
				Objects.requireNonNull(challenged, "challenged"), this.forceRefresh);
	}

	/**
	 * Returns this request for a new token from the directory, even if the cached one is
	 * still valid.
	 * @return a new request
	 */
	public IwaTokenRequest withForceRefresh() {
		return new IwaTokenRequest(this.scopes, this.claims, this.challenged, true);
	}

	/**
	 * The scopes of the token.
	 * @return the scopes; empty for the default scopes; unmodifiable
	 */
	public Set<String> scopes() {
		return this.scopes;
	}

	/**
	 * The claims that the token must satisfy.
	 * @return the claims as JSON, or {@code null} if there are none
	 */
	public @Nullable String claims() {
		return this.claims;
	}

	/**
	 * The token that an API challenged for the claims.
	 * @return the token, or {@code null} if there is none
	 */
	public @Nullable IwaToken challenged() {
		return this.challenged;
	}

	/**
	 * Whether the token must come from the directory.
	 * @return {@code true} if no cached token satisfies this request
	 */
	public boolean forceRefresh() {
		return this.forceRefresh;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IwaTokenRequest that && this.scopes.equals(that.scopes)
				&& Objects.equals(this.claims, that.claims) && Objects.equals(challengedValue(), that.challengedValue())
				&& this.forceRefresh == that.forceRefresh;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.scopes, this.claims, challengedValue(), this.forceRefresh);
	}

	/**
	 * The value identifies the token: the first caller gets it from the directory, the
	 * next from the cache, with another source.
	 */
	private @Nullable String challengedValue() {
		return (this.challenged != null) ? this.challenged.value() : null;
	}

	@Override
	public String toString() {
		return "IwaTokenRequest[scopes=" + this.scopes + ", claims=" + (this.claims != null) + ", forceRefresh="
				+ this.forceRefresh + "]";
	}

}
