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

package io.github.iwaspring.test.entra;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.test.tenant.User;

/**
 * The refresh token grant. A used token stays valid until it expires, as with Entra ID.
 * Each response has a new token, which keeps the second factor of the sign-in.
 */
final class RefreshGrant {

	static final String TYPE = "refresh_token";

	private static final Duration LIFETIME = Duration.ofDays(90);

	private final Map<String, Session> sessions = new ConcurrentHashMap<>();

	private final Clock clock;

	RefreshGrant(Clock clock) {
		this.clock = clock;
	}

	String issue(SignedIn who) {
		String token = "1.A" + RandomValues.token();
		this.sessions.put(token, new Session(who.user(), who.multiFactor(), this.clock.instant().plus(LIFETIME)));
		return token;
	}

	SignedIn redeem(String token) throws EntraError {
		Session session = this.sessions.get(token);
		if (session == null) {
			throw EntraError.refreshTokenMalformed();
		}
		if (!this.clock.instant().isBefore(session.expiresAt())) {
			throw EntraError.refreshTokenExpired();
		}
		return new SignedIn(session.user(), session.multiFactor(), null);
	}

	void expireAll() {
		this.sessions.replaceAll((token, session) -> new Session(session.user(), session.multiFactor(), Instant.MIN));
	}

	private record Session(User user, boolean multiFactor, Instant expiresAt) {

	}

}
