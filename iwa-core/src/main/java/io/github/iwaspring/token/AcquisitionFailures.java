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
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.token.TokenStatus.LastFailure;
import org.jspecify.annotations.Nullable;

/**
 * The failed acquisitions of one cache. One that cost a request may lead to a pause
 * before the next; the last one for some scopes is part of their status. A token ends
 * both. Holds the latest failures only. Safe for use by several threads.
 */
final class AcquisitionFailures {

	private static final int MAX_SIZE = 256;

	private final InstantSource clock;

	private final BackOff<Wanted> backOff;

	private final Map<Set<String>, Failure> last = LatestEntries.atMost(MAX_SIZE);

	/**
	 * Creates an instance without failures.
	 * @param clock tells when a pause is over
	 * @param retryPolicy how long the pauses are
	 */
	AcquisitionFailures(InstantSource clock, RetryPolicy retryPolicy) {
		this.clock = clock;
		this.backOff = retryPolicy.backOff(clock);
	}

	/**
	 * Finds the failure of the last acquisition of the same kind, while it is too early
	 * for another one.
	 * @param request the request, with scopes
	 * @param fingerprint reads the present fingerprint of the credentials
	 * @return the failure, or {@code null} if an acquisition may start
	 */
	@Nullable IwaException current(IwaTokenRequest request, Supplier<Object> fingerprint) {
		return this.backOff.current(Wanted.by(request), fingerprint);
	}

	/**
	 * Counts a failure that cost a request.
	 * @param request the request, with scopes
	 * @param fingerprint the fingerprint of the credentials before the acquisition
	 */
	void pauseAfter(IwaTokenRequest request, IwaException failure, Object fingerprint) {
		this.backOff.failed(Wanted.by(request), failure, fingerprint);
	}

	/**
	 * Records a failure for the status, unless claims led to it, which are an API's own
	 * wish.
	 * @param request the request, with scopes
	 * @param fingerprint the fingerprint of the credentials before the acquisition
	 */
	void failed(IwaTokenRequest request, IwaException failure, Object fingerprint) {
		if (request.claims() == null) {
			this.last.put(request.scopes(), new Failure(failure, this.clock.instant(), fingerprint));
		}
	}

	/**
	 * Ends the failures that a token proves to be over: those of requests like this one,
	 * and those of requests for the same scopes without claims.
	 * @param request the request that the token was issued for, with scopes
	 */
	void succeeded(IwaTokenRequest request) {
		this.last.remove(request.scopes());
		this.backOff.succeeded(Wanted.by(request));
		this.backOff.succeeded(new Wanted(request.scopes(), false));
	}

	/**
	 * Finds the last failure for some scopes, if no token was obtained since.
	 * @param fingerprint reads the present fingerprint of the credentials; called only
	 * after a failure
	 */
	@Nullable LastFailure last(Set<String> scopes, Supplier<Object> fingerprint) {
		Failure failure = this.last.get(scopes);
		return (failure != null) ? failure.toStatus(fingerprint) : null;
	}

	/**
	 * A failed acquisition.
	 *
	 * @param exception the failure
	 * @param at when it failed
	 * @param fingerprint the fingerprint of the credentials before the acquisition, empty
	 * if it did not come to use any
	 */
	private record Failure(IwaException exception, Instant at, Object fingerprint) {

		LastFailure toStatus(Supplier<Object> present) {
			return new LastFailure(this.exception, this.at,
					!this.fingerprint.equals("") && !this.fingerprint.equals(present.get()));
		}

	}

	/**
	 * What the failures of an acquisition concern. Not the claims themselves, of which an
	 * API may demand ever new ones.
	 *
	 * @param scopes the scopes
	 * @param claims whether the token must satisfy claims
	 */
	private record Wanted(Set<String> scopes, boolean claims) {

		static Wanted by(IwaTokenRequest request) {
			return new Wanted(request.scopes(), request.claims() != null);
		}

	}

}
