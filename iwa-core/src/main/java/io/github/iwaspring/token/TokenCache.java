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
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The valid tokens of one user and client by their scopes, and when each is renewed. A
 * failed renewal leaves the token until it expires; whoever finds none may wait for the
 * renewal or the prefetch in progress. What was {@linkplain #failures() tried in vain}
 * and {@linkplain #invalidated() rejected} goes with the cache, which a sign-out
 * replaces. Safe for use by several threads.
 */
final class TokenCache {

	private static final Log logger = LogFactory.getLog(TokenCache.class);

	/**
	 * More than an application has use for. Callers choose the scopes.
	 */
	private static final int MAX_SIZE = 256;

	private final Map<Set<String>, CachedToken> tokens = new ConcurrentHashMap<>();

	private final Prefetch prefetch = new Prefetch();

	private final InstantSource clock;

	private final RetryPolicy retryPolicy;

	private final AcquisitionFailures failures;

	private final InvalidatedTokens invalidated;

	TokenCache(InstantSource clock, RetryPolicy retryPolicy) {
		this.clock = clock;
		this.retryPolicy = retryPolicy;
		this.failures = new AcquisitionFailures(clock, retryPolicy);
		this.invalidated = new InvalidatedTokens(clock);
	}

	AcquisitionFailures failures() {
		return this.failures;
	}

	InvalidatedTokens invalidated() {
		return this.invalidated;
	}

	Prefetch prefetch() {
		return this.prefetch;
	}

	/**
	 * The present, in milliseconds since the epoch.
	 */
	long now() {
		return this.clock.millis();
	}

	/**
	 * Finds a valid token that satisfies a request.
	 * @param request the request
	 * @param scopes the request's scopes, or the default ones
	 * @param now the present, in milliseconds since the epoch
	 */
	@Nullable CachedToken find(IwaTokenRequest request, Set<String> scopes, long now) {
		CachedToken cached = this.tokens.get(scopes);
		if (cached == null || !cached.satisfies(request, now)) {
			return null;
		}
		cached.used(now);
		return cached;
	}

	/**
	 * Finds a valid token that satisfies a request, if necessary after the end of a
	 * renewal or a prefetch in progress. Forced refreshes (renewals among them) and
	 * requests with claims do not wait, because neither satisfies them.
	 * @param request the request, with scopes
	 * @param time how long to wait at most
	 */
	@Nullable IwaToken findOrAwaitRenewal(IwaTokenRequest request, Duration time) throws InterruptedException {
		Set<String> scopes = request.scopes();
		CachedToken found = find(request, scopes, now());
		if (found == null && !request.forceRefresh() && request.claims() == null) {
			CachedToken last = this.tokens.get(scopes);
			if (last != null) {
				last.awaitRenewal(time);
			}
			else {
				this.prefetch.await(scopes, time);
			}
			found = find(request, scopes, now());
		}
		return (found != null) ? found.token() : null;
	}

	/**
	 * Caches a token in place of the previous one. Beyond the maximum size, the token
	 * that was not used for the longest time is dropped.
	 * @param request the request that it was issued for, with scopes
	 * @param renewFrom when the directory wants it renewed, if it said so
	 */
	void put(IwaTokenRequest request, IwaToken token, @Nullable Instant renewFrom) {
		this.failures.succeeded(request);
		this.invalidated.replaced(request.scopes());
		this.tokens.put(request.scopes(), entry(request, token, renewFrom));
		while (this.tokens.size() > MAX_SIZE) {
			this.tokens.entrySet()
				.stream()
				.min(Comparator.comparing((entry) -> entry.getValue().lastUse()))
				.ifPresent((entry) -> this.tokens.remove(entry.getKey(), entry.getValue()));
		}
	}

	/**
	 * Caches the result of a renewal, unless the renewed token was invalidated or
	 * replaced meanwhile. In that case the result is dropped.
	 */
	void renew(CachedToken renewed, IwaToken token, @Nullable Instant renewFrom) {
		this.failures.succeeded(renewed.request());
		this.tokens.replace(renewed.request().scopes(), renewed, entry(renewed.request(), token, renewFrom));
	}

	/**
	 * Finds a valid token without using it.
	 */
	@Nullable CachedToken valid(Set<String> scopes) {
		CachedToken cached = this.tokens.get(scopes);
		return (cached != null && cached.isValid(now())) ? cached : null;
	}

	/**
	 * What is known of the token for some scopes.
	 * @param fingerprint reads the present fingerprint of the credentials; called only
	 * after a failure
	 */
	TokenStatus status(Set<String> scopes, Supplier<Object> fingerprint) {
		CachedToken valid = valid(scopes);
		return new TokenStatus((valid != null) ? valid.token().expiresAt() : null,
				(valid != null) ? valid.renewalFailingSince() : null, this.failures.last(scopes, fingerprint));
	}

	/**
	 * Keeps serving a token whose renewal failed, and sets the time of the next attempt.
	 * There is none if only the user can end the failure. A ticket of another user
	 * empties the cache.
	 */
	void renewalFailed(CachedToken cached, IwaException failure) {
		logger.debug("Renewing a token failed (" + failure.code().id() + " at " + failure.stage()
				+ "); it is served until it expires.");
		cached.countFailure(now());
		if (failure.code() == IwaErrorCode.USER_MISMATCH) {
			this.tokens.clear();
		}
		else if (!(failure instanceof IwaInteractionRequiredException)) {
			cached.renewAt(now() + this.retryPolicy.pause().toMillis());
		}
	}

	/**
	 * Sets the time of a renewal that has to wait: at the end of the pause, but not much
	 * later than now, because the credentials may have changed by then.
	 * @param lastFailure the failure that led to the pause, with what is left of it
	 */
	void postponeRenewal(CachedToken cached, IwaException lastFailure) {
		long pause = this.retryPolicy.pause().toMillis();
		Duration left = lastFailure.retryAfter();
		cached.renewAt(now() + ((left != null) ? Math.min(left.toMillis(), pause) : pause));
	}

	/**
	 * Adds to the failure how long renewals have been failing.
	 */
	IwaException explain(IwaException failure, Set<String> scopes) {
		CachedToken last = this.tokens.get(scopes);
		String failedRenewals = (last != null) ? last.failedRenewals(now()) : null;
		return (failedRenewals != null)
				? failure.toBuilder().description(failure.description() + " " + failedRenewals).cause(failure).build()
				: failure;
	}

	/**
	 * Removes a token that an API rejected, for whichever scopes it is cached.
	 */
	void invalidate(IwaToken token) {
		this.invalidated.add(token);
		this.tokens.forEach((scopes, cached) -> {
			if (cached.token().value().equals(token.value()) && this.tokens.remove(scopes, cached)) {
				this.invalidated.removed(scopes);
			}
		});
	}

	private CachedToken entry(IwaTokenRequest request, IwaToken token, @Nullable Instant renewFrom) {
		long now = now();
		return new CachedToken(request,
				IwaToken.of(token.value(), token.expiresAt(), token.scopes(), token.username(), Source.CACHE), now,
				this.retryPolicy.renewAt(now, token.expiresAt().toEpochMilli(), renewFrom));
	}

}
