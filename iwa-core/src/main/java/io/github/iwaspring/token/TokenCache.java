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
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
 * The tokens of one user and client by their scopes, the tokens that an API rejected, and
 * the back-off after failures. A sign-out replaces the whole cache.
 */
final class TokenCache {

	private static final Log logger = LogFactory.getLog(TokenCache.class);

	/**
	 * More than an application has use for. Callers choose the scopes, and APIs what they
	 * reject.
	 */
	private static final int MAX_SIZE = 256;

	private final Map<Set<String>, CachedToken> tokens = new ConcurrentHashMap<>();

	private final Map<String, Instant> invalidated = LatestEntries.atMost(MAX_SIZE);

	private final Set<Set<String>> toRefresh = Collections.newSetFromMap(LatestEntries.atMost(MAX_SIZE));

	private final Map<Set<String>, Ended> failures = LatestEntries.atMost(MAX_SIZE);

	private final AtomicReference<@Nullable Prefetch> prefetch = new AtomicReference<>();

	private final InstantSource clock;

	private final RetryPolicy retryPolicy;

	private final BackOff<Wanted> backOff;

	TokenCache(InstantSource clock, RetryPolicy retryPolicy) {
		this.clock = clock;
		this.retryPolicy = retryPolicy;
		this.backOff = retryPolicy.backOff(clock);
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
			Prefetch running = this.prefetch.get();
			if (last != null) {
				last.awaitRenewal(time);
			}
			else if (running != null && running.scopes().equals(scopes)) {
				CachedToken.await(running.end(), time);
			}
			found = find(request, scopes, now());
		}
		return (found != null) ? found.token() : null;
	}

	/**
	 * Finds the failure of the last acquisition of the same kind, while it is too early
	 * for another one.
	 * @param request the request, with scopes
	 * @param fingerprint reads the present fingerprint of the credentials
	 * @return the failure, or {@code null} if an acquisition may start
	 */
	@Nullable IwaException lastFailure(IwaTokenRequest request, Supplier<Object> fingerprint) {
		return this.backOff.current(Wanted.by(request), fingerprint);
	}

	/**
	 * Counts a failure that cost a request.
	 * @param request the request, with scopes
	 * @param fingerprint the fingerprint of the credentials before the acquisition
	 */
	void failed(IwaTokenRequest request, IwaException failure, Object fingerprint) {
		this.backOff.failed(Wanted.by(request), failure, fingerprint);
	}

	/**
	 * Caches a token in place of the previous one. Beyond the maximum size, the token
	 * that was not used for the longest time is dropped.
	 * @param request the request that it was issued for, with scopes
	 * @param renewFrom when the directory wants it renewed, if it said so
	 */
	void put(IwaTokenRequest request, IwaToken token, @Nullable Instant renewFrom) {
		succeeded(request);
		this.toRefresh.remove(request.scopes());
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
		succeeded(renewed.request());
		this.tokens.replace(renewed.request().scopes(), renewed, entry(renewed.request(), token, renewFrom));
	}

	/**
	 * Records that a token is acquired for which nobody has asked yet.
	 */
	void prefetchStarted(Set<String> scopes) {
		this.prefetch.set(new Prefetch(scopes, new CompletableFuture<>()));
	}

	/**
	 * Wakes the callers who wait for the prefetch.
	 */
	void prefetchEnded(@Nullable IwaException failure) {
		if (failure != null) {
			logger.debug("Prefetching a token failed (" + failure.code().id() + " at " + failure.stage()
					+ "); the first caller tries again.");
		}
		Prefetch ended = this.prefetch.getAndSet(null);
		if (ended != null) {
			ended.end().complete(null);
		}
	}

	/**
	 * Records the failure of an acquisition, for the status. Claims are an API's own
	 * wish.
	 */
	void ended(IwaTokenRequest request, IwaException failure, Object fingerprint) {
		if (request.claims() == null) {
			this.failures.put(request.scopes(), new Ended(failure, this.clock.instant(), fingerprint));
		}
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
		Ended last = this.failures.get(scopes);
		return new TokenStatus((valid != null) ? valid.token().expiresAt() : null,
				(valid != null) ? valid.renewalFailingSince() : null,
				(last != null) ? last.toStatus(fingerprint) : null);
	}

	private void succeeded(IwaTokenRequest request) {
		this.failures.remove(request.scopes());
		this.backOff.succeeded(Wanted.by(request));
		this.backOff.succeeded(new Wanted(request.scopes(), false));
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
	 * Removes a token that an API rejected. Its value is remembered until it expires,
	 * since other scopes of the same resource may lead to it too. Only the latest ones
	 * are remembered.
	 */
	void invalidate(IwaToken token) {
		Instant now = this.clock.instant();
		synchronized (this.invalidated) {
			this.invalidated.values().removeIf((expiresAt) -> !expiresAt.isAfter(now));
		}
		this.invalidated.put(token.value(), token.expiresAt());
		this.tokens.forEach((scopes, cached) -> {
			if (cached.token().value().equals(token.value()) && this.tokens.remove(scopes, cached)) {
				this.toRefresh.add(scopes);
			}
		});
	}

	boolean isInvalidated(IwaToken token) {
		return this.invalidated.containsKey(token.value());
	}

	/**
	 * Whether the next token for these scopes must come from the directory, because an
	 * API rejected the last one.
	 */
	boolean needsRefresh(Set<String> scopes) {
		return this.toRefresh.contains(scopes);
	}

	private CachedToken entry(IwaTokenRequest request, IwaToken token, @Nullable Instant renewFrom) {
		long now = now();
		return new CachedToken(request,
				IwaToken.of(token.value(), token.expiresAt(), token.scopes(), token.username(), Source.CACHE), now,
				this.retryPolicy.renewAt(now, token.expiresAt().toEpochMilli(), renewFrom));
	}

	/**
	 * A token that is acquired before anybody asks for it.
	 *
	 * @param scopes its scopes
	 * @param end completes when the acquisition ends
	 */
	private record Prefetch(Set<String> scopes, CompletableFuture<Void> end) {
	}

	/**
	 * A failed acquisition.
	 *
	 * @param failure the failure
	 * @param at when it failed
	 * @param fingerprint the fingerprint of the credentials before the acquisition, empty
	 * if it did not come to use any
	 */
	private record Ended(IwaException failure, Instant at, Object fingerprint) {

		TokenStatus.LastFailure toStatus(Supplier<Object> present) {
			return new TokenStatus.LastFailure(this.failure, this.at,
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
