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

import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of one acquisition does, step by step: it looks into the cache, meets a
 * pause, asks the acquirer. And what the end of an acquisition leaves in the cache.
 * <p>
 * Knows no callers, and does not decide when an acquisition ends: that may happen while
 * its thread is still at work. {@link #count} and then {@link #release} are called once.
 */
final class AcquisitionTask {

	private final AcquisitionKey key;

	private final TokenCache cache;

	private final AcquisitionContext context;

	AcquisitionTask(AcquisitionKey key, AcquisitionContext context) {
		this.key = key;
		this.cache = key.cache();
		this.context = context;
	}

	/**
	 * Finds a token in the cache, possibly that of a renewal or a prefetch in progress,
	 * or else acquires one and caches it, unless it is too early after a failure. Blocks.
	 * @param acquirers supplies the acquirer
	 * @return the outcome, of which the cache knows nothing yet but the token
	 */
	AcquisitionOutcome run(Supplier<TokenAcquirer> acquirers) {
		try {
			TokenAcquirer acquirer = acquirers.get();
			IwaToken cached = this.key.isPrefetch() ? null : findOrAwaitRenewal();
			if (cached != null) {
				this.context.listener().joined();
				return AcquisitionOutcome.succeeded(cached);
			}
			IwaException lastFailure = this.cache.failures().current(this.key.request(), acquirer::fingerprint);
			if (lastFailure != null) {
				return AcquisitionOutcome.repeated(lastFailure);
			}
			this.context.fingerprint(acquirer.fingerprint());
			IwaToken token = acquire(acquirer);
			store(token);
			return AcquisitionOutcome.succeeded(token);
		}
		catch (IwaException ex) {
			return AcquisitionOutcome.failed(ex);
		}
		catch (Throwable ex) {
			return AcquisitionOutcome.failed(IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description(
						"An internal error (" + ex.getClass().getName() + ") prevented the acquisition of a token.")
				.action("Please report it, with the cause.")
				.cause(ex)
				.build());
		}
	}

	private @Nullable IwaToken findOrAwaitRenewal() throws InterruptedException {
		this.context.enterWait(Stage.TOKEN, "waiting for a renewal or a prefetch in progress");
		return this.cache.findOrAwaitRenewal(this.key.request(), this.context.remaining());
	}

	/**
	 * Acquires a token that no API has rejected. msal4j's cache may still hold one that
	 * was rejected, which a forced refresh replaces.
	 */
	private IwaToken acquire(TokenAcquirer acquirer) {
		InvalidatedTokens invalidated = this.cache.invalidated();
		if (invalidated.needRefresh(this.key.request().scopes())) {
			this.context.forceRefresh();
		}
		IwaToken token = acquirer.acquire(this.context);
		if (invalidated.contains(token)) {
			this.context.forceRefresh();
			token = acquirer.acquire(this.context);
		}
		if (invalidated.contains(token)) {
			throw IwaException.of(IwaErrorCode.RESPONSE_INVALID, Stage.TOKEN)
				.description("The directory issued the same token again that an API had rejected.")
				.action("Check that the API accepts tokens for iwa.scopes, and look at the API's log.")
				.build();
		}
		return token;
	}

	private void store(IwaToken token) {
		CachedToken renewed = this.key.renewed();
		if (renewed != null) {
			this.cache.renew(renewed, token, this.context.renewFrom());
		}
		else {
			this.cache.put(this.key.request(), token, this.context.renewFrom());
		}
	}

	/**
	 * Counts a failure, unless it is that of an earlier acquisition.
	 * @return the outcome for the callers, whose failure tells of renewals that failed
	 * before
	 */
	AcquisitionOutcome count(AcquisitionOutcome outcome) {
		IwaException failure = outcome.failure();
		if (failure == null) {
			return outcome;
		}
		if (!outcome.isRepeated()) {
			AcquisitionFailures failures = this.cache.failures();
			if (this.context.isPausedAfter(failure)) {
				failures.pauseAfter(this.key.request(), failure, this.context.fingerprint());
			}
			failures.failed(this.key.request(), failure, this.context.fingerprint());
		}
		return (this.key.renewed() != null) ? outcome
				: outcome.withFailure(this.cache.explain(failure, this.key.request().scopes()));
	}

	/**
	 * Lets a renewal be started again in due time, and wakes those who wait for this
	 * renewal or prefetch.
	 */
	void release(AcquisitionOutcome outcome) {
		CachedToken renewed = this.key.renewed();
		if (renewed != null) {
			IwaException failure = outcome.failure();
			if (failure != null && outcome.isRepeated()) {
				this.cache.postponeRenewal(renewed, failure);
			}
			else if (failure != null) {
				this.cache.renewalFailed(renewed, failure);
			}
			renewed.renewalEnded();
		}
		if (this.key.isPrefetch()) {
			this.cache.prefetch().ended(outcome.failure());
		}
	}

}
