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

package io.github.iwaspring.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.token.LatestEntries;

/**
 * The scopes for which the directory refused the refresh token, and then the assertion
 * too. The next sign-ins try the assertion alone, which notices as well as both when the
 * directory changes its mind. Safe for use by several threads.
 */
final class RefusedRefreshes {

	private static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final int MAX_SIZE = 64;

	private final InstantSource clock;

	private final Map<Wanted, Instant> refused = LatestEntries.atMost(MAX_SIZE);

	RefusedRefreshes(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Records that the assertion was refused after the refresh token.
	 */
	void bothRefused(IwaTokenRequest request) {
		this.refused.putIfAbsent(Wanted.by(request), this.clock.instant());
	}

	/**
	 * Records that the assertion was accepted, or that it could not be tried.
	 */
	void forget(IwaTokenRequest request) {
		this.refused.remove(Wanted.by(request));
	}

	/**
	 * Whether the refresh token need not be tried.
	 */
	boolean contains(IwaTokenRequest request) {
		Instant since = this.refused.get(Wanted.by(request));
		Instant now = this.clock.instant();
		boolean recent = since != null && !since.isAfter(now) && since.plus(LIFETIME).isAfter(now);
		if (since != null && !recent) {
			forget(request);
		}
		return recent;
	}

	private record Wanted(Set<String> scopes, boolean claims) {

		static Wanted by(IwaTokenRequest request) {
			return new Wanted(request.scopes(), request.claims() != null);
		}

	}

}
