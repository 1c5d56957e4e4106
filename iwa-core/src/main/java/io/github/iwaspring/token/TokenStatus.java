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

package io.github.iwaspring.token;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the token for some scopes, without asking the directory.
 *
 * @param expiresAt when the token in memory expires, or {@code null} if none is valid
 * @param renewalFailingSince since when the renewals of that token have failed, or
 * {@code null}
 * @param lastFailure the failure of the last acquisition without claims, or {@code null}
 * if it succeeded or there was none. A failure that is repeated to a caller during a
 * pause is not an acquisition
 */
public record TokenStatus(@Nullable Instant expiresAt, @Nullable Instant renewalFailingSince,
		@Nullable LastFailure lastFailure) {

	private static final TokenStatus NOTHING = new TokenStatus(null, null, null);

	/**
	 * Returns what a token service knows of the token for some scopes.
	 * @param tokens the token service; nothing is known of one that is not of this
	 * library, such as a mock that takes the place of ours
	 * @return the source of statuses
	 */
	public static Function<Set<String>, TokenStatus> of(IwaTokenService tokens) {
		return (tokens instanceof CachingTokenService ours) ? ours::status : (scopes) -> NOTHING;
	}

	/**
	 * The failure of an acquisition.
	 *
	 * @param exception the failure
	 * @param at when the acquisition failed
	 * @param credentialsChanged whether the credentials are others than at the failure
	 */
	public record LastFailure(IwaException exception, Instant at, boolean credentialsChanged) {

	}

}
