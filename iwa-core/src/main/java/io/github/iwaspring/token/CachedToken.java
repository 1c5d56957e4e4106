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

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * A cached token, the request it was issued for, and the time of its renewal. Without
 * locks, because every call of an API reads it. All times are in milliseconds since the
 * epoch.
 */
final class CachedToken {

	private static final long NEVER = Long.MAX_VALUE;

	private static final long MILLIS_OF_A_USE = 100;

	private final IwaTokenRequest request;

	private final IwaToken token;

	private final long expiresAt;

	private final AtomicLong renewAt;

	private volatile CompletableFuture<Void> renewal = CompletableFuture.completedFuture(null);

	private volatile @Nullable Failures failures;

	private volatile long lastUse;

	/**
	 * Creates an entry of the cache.
	 * @param request the request that the token was issued for, with scopes
	 * @param now the present
	 * @param renewAt when to renew the token
	 */
	CachedToken(IwaTokenRequest request, IwaToken token, long now, long renewAt) {
		this.request = request;
		this.token = token;
		this.expiresAt = token.expiresAt().toEpochMilli();
		this.lastUse = now;
		this.renewAt = new AtomicLong(renewAt);
	}

	IwaToken token() {
		return this.token;
	}

	IwaTokenRequest request() {
		return this.request;
	}

	boolean isValid(long now) {
		return this.expiresAt > now;
	}

	/**
	 * Whether the token is valid and satisfies a request for the same scopes. A forced
	 * refresh is never satisfied, and claims only if the token was issued for the same
	 * claims and is not itself the challenged one.
	 */
	boolean satisfies(IwaTokenRequest wanted, long now) {
		if (wanted.forceRefresh() || !isValid(now)) {
			return false;
		}
		if (wanted.claims() == null) {
			return true;
		}
		IwaToken challenged = wanted.challenged();
		return challenged != null && wanted.claims().equals(this.request.claims())
				&& !challenged.value().equals(this.token.value());
	}

	/**
	 * Records that the token is served, to a tenth of a second: a hot token is rarely
	 * written to.
	 */
	void used(long now) {
		if (Math.abs(now - this.lastUse) >= MILLIS_OF_A_USE) {
			this.lastUse = now;
		}
	}

	/**
	 * When the token was cached or last served.
	 */
	long lastUse() {
		return this.lastUse;
	}

	/**
	 * Marks the renewal as started, if it is due. It is not due again until
	 * {@link #renewAt(long)} sets the next time.
	 * @return whether the caller has to start the renewal
	 */
	boolean tryStartRenewal(long now) {
		long due = this.renewAt.get();
		if (due > now || !this.renewAt.compareAndSet(due, NEVER)) {
			return false;
		}
		this.renewal = new CompletableFuture<>();
		return true;
	}

	/**
	 * Wakes the callers who wait for the renewal in progress.
	 */
	void renewalEnded() {
		this.renewal.complete(null);
	}

	/**
	 * Waits for the end of the renewal in progress, if there is one.
	 * @param time how long to wait at most
	 */
	void awaitRenewal(Duration time) throws InterruptedException {
		await(this.renewal, time);
	}

	/**
	 * Waits for the end of an acquisition.
	 */
	static void await(CompletableFuture<Void> end, Duration time) throws InterruptedException {
		try {
			end.get(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return; // the caller looks into the cache
		}
	}

	/**
	 * The request for a renewal: the same request, forced, because msal4j's cache still
	 * holds this token.
	 */
	IwaTokenRequest renewalRequest() {
		String claims = this.request.claims();
		return ((claims != null) ? this.request.withClaims(claims) : this.request).withForceRefresh();
	}

	/**
	 * Allows the renewal to be claimed again.
	 * @param time when it is due
	 */
	void renewAt(long time) {
		this.renewAt.set(time);
	}

	/**
	 * Counts a failed renewal.
	 */
	void countFailure(long now) {
		Failures previous = this.failures;
		this.failures = (previous != null) ? new Failures(previous.count() + 1, previous.since())
				: new Failures(1, now);
	}

	/**
	 * Text for an error message: since when renewals of the expired token have failed.
	 * @return a sentence, or {@code null} if the token is valid or no renewal failed
	 */
	@Nullable String failedRenewals(long now) {
		Failures failed = this.failures;
		return (failed != null && this.expiresAt <= now)
				? "The previous token expired at " + this.token.expiresAt() + "; its renewal had failed since "
						+ Instant.ofEpochMilli(failed.since()) + " (attempts: " + failed.count() + ")."
				: null;
	}

	/**
	 * The time since when renewals of the token have failed.
	 * @return the time, or {@code null} if the last one succeeded or there was none
	 */
	@Nullable Instant renewalFailingSince() {
		Failures failed = this.failures;
		return (failed != null) ? Instant.ofEpochMilli(failed.since()) : null;
	}

	private record Failures(int count, long since) {

	}

}
