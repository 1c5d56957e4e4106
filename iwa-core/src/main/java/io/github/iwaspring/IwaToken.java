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

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An access token with its expiry, scopes and user. Immutable; {@link #toString()} hides
 * the value and the user name.
 */
public final class IwaToken {

	private final String value;

	private final Instant expiresAt;

	private final Set<String> scopes;

	private final String username;

	private final Source source;

	private IwaToken(String value, Instant expiresAt, Set<String> scopes, String username, Source source) {
		this.value = Objects.requireNonNull(value, "value");
		this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
		this.scopes = Set.copyOf(scopes);
		this.username = Objects.requireNonNull(username, "username");
		this.source = Objects.requireNonNull(source, "source");
	}

	/**
	 * Creates a token, for implementations of {@link IwaTokenService} and for tests.
	 * @param value the secret value
	 * @param expiresAt when the token expires
	 * @param scopes the scopes that it was issued for
	 * @param username the user principal name of the user
	 * @param source where the token came from
	 * @return the token
	 */
	public static IwaToken of(String value, Instant expiresAt, Set<String> scopes, String username, Source source) {
		return new IwaToken(value, expiresAt, scopes, username, source);
	}

	/**
	 * The secret value, for the header {@code Authorization: Bearer} (RFC 6750).
	 * @return the value
	 */
	public String value() {
		return this.value;
	}

	/**
	 * When the token expires: from this time on, APIs do not accept it.
	 * @return the time of expiry
	 */
	public Instant expiresAt() {
		return this.expiresAt;
	}

	/**
	 * The scopes that the token was issued for.
	 * @return the scopes; unmodifiable
	 */
	public Set<String> scopes() {
		return this.scopes;
	}

	/**
	 * The user principal name of the user, as the directory spells it.
	 * @return the name
	 */
	public String username() {
		return this.username;
	}

	/**
	 * Where the token came from when it was returned.
	 * @return the source
	 */
	public Source source() {
		return this.source;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IwaToken that && this.value.equals(that.value) && this.expiresAt.equals(that.expiresAt)
				&& this.scopes.equals(that.scopes) && this.username.equals(that.username) && this.source == that.source;
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return "IwaToken[expiresAt=" + this.expiresAt + ", scopes=" + this.scopes + ", source=" + this.source + "]";
	}

	/**
	 * Where a token came from.
	 */
	public enum Source {

		/**
		 * A cache of this client; no request was sent.
		 */
		CACHE,

		/**
		 * The directory, in exchange for a refresh token.
		 */
		REFRESH,

		/**
		 * Integrated Windows authentication.
		 */
		INTEGRATED,

		/**
		 * The operating system's broker.
		 */
		BROKER,

		/**
		 * A sign-in in the system browser.
		 */
		INTERACTIVE,

		/**
		 * A sign-in with a device code.
		 */
		DEVICE_CODE

	}

}
