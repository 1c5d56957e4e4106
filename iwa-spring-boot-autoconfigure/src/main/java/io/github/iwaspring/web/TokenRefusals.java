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

package io.github.iwaspring.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Remembers which APIs refused a new token as well. An API that refuses every token, for
 * example because it expects another audience, would otherwise cost a forced refresh with
 * each call, until Entra ID refuses further requests for all APIs.
 * <p>
 * For an API and the scopes of its token, a token that came from a forced refresh and is
 * refused too is not replaced as long as it lives. If another path of the API accepted
 * it, it is not replaced for five minutes. No other token that the API has not accepted
 * is replaced for five minutes. One instance is for all clients of a token service. It
 * holds no token, only hash codes, and at most {@value #MAX_APIS} APIs. Thread-safe.
 */
public final class TokenRefusals {

	static final Duration PAUSE = Duration.ofMinutes(5);

	static final int MAX_APIS = 100;

	private final InstantSource clock;

	private final Map<Api, Replacement> replacements = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Api, Replacement> eldest) {
			return size() > MAX_APIS;
		}

	};

	private volatile boolean isEmpty = true;

	/**
	 * Creates an instance that remembers nothing yet.
	 */
	public TokenRefusals() {
		this(InstantSource.system());
	}

	TokenRefusals(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Decides what a response leads to, as {@link AuthorizationAttempt#next} does, unless
	 * the token of a refused request must not be replaced.
	 * @return the next attempt, or {@code null} if the response is for the caller
	 */
	@Nullable AuthorizationAttempt next(AuthorizationAttempt attempt, IwaToken token, HttpMethod method, URI url,
			HttpStatusCode status, List<String> challengeLines) {
		AuthorizationAttempt following = attempt.next(token, method, url.getHost(), status, challengeLines);
		if (following != null) {
			return (!following.isAfterInvalidToken() || replaces(Api.of(url, attempt), token)) ? following : null;
		}
		if (!status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			accepted(url, attempt, token);
		}
		else if (attempt.isAfterInvalidToken()) {
			refusedAgain(Api.of(url, attempt), token);
		}
		return null;
	}

	/**
	 * Takes note of the token that a token service has in place of a refused one. If it
	 * is the same token again, it counts as refused: the request that would show it may
	 * be one that cannot be sent again.
	 * @param following the attempt that the new token is for
	 */
	void replaced(AuthorizationAttempt following, IwaToken refused, URI url, IwaToken replacement) {
		if (following.isAfterInvalidToken() && replacement.value().equals(refused.value())) {
			refusedAgain(Api.of(url, following), refused);
		}
	}

	private synchronized boolean replaces(Api api, IwaToken token) {
		Integer refused = token.hashCode();
		Replacement last = this.replacements.get(api);
		if (last != null) {
			boolean isAccepted = refused.equals(last.accepted);
			boolean isPausing = this.clock.instant().isBefore(last.at.plus(PAUSE));
			if (refused.equals(last.refused) && !(isAccepted && !isPausing)) {
				return false;
			}
			if (refused.equals(last.replaced)) {
				return last.refused == null; // another call replaces it now, or has
			}
			if (!isAccepted && isPausing) {
				return false;
			}
		}
		this.replacements.put(api, new Replacement(refused, this.clock.instant()));
		this.isEmpty = false;
		return true;
	}

	private synchronized void refusedAgain(Api api, IwaToken token) {
		Replacement last = this.replacements.computeIfAbsent(api,
				(any) -> new Replacement(token.hashCode(), this.clock.instant()));
		last.refused = token.hashCode();
	}

	private void accepted(URI url, AuthorizationAttempt attempt, IwaToken token) {
		if (this.isEmpty) {
			return;
		}
		synchronized (this) {
			Replacement last = this.replacements.get(Api.of(url, attempt));
			if (last != null) {
				last.accepted = token.hashCode();
			}
		}
	}

	/**
	 * An API, as far as it can be told from its requests.
	 */
	private record Api(@Nullable HostAndPort host, Set<String> scopes) {

		static Api of(URI url, AuthorizationAttempt attempt) {
			return new Api(HostAndPort.of(url), attempt.tokenRequest().scopes());
		}

	}

	/**
	 * The last replacement of a token that an API refused: the hash codes of that token,
	 * of a later one that was refused too, and of the last one that was accepted.
	 */
	private static final class Replacement {

		private final Integer replaced;

		private final Instant at;

		private @Nullable Integer refused;

		private @Nullable Integer accepted;

		Replacement(Integer replaced, Instant at) {
			this.replaced = replaced;
			this.at = at;
		}

	}

}
