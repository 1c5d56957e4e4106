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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The acquisition in progress of a token for which nobody has asked yet, if there is one,
 * and the callers who wait for its end. They look into the cache afterwards, so a failure
 * is theirs no more than the token is. Safe for use by several threads.
 */
final class Prefetch {

	private static final Log logger = LogFactory.getLog(TokenCache.class);

	private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

	/**
	 * Records that a token is acquired for which nobody has asked yet. One that is in
	 * progress stays the one that callers wait for.
	 * @param scopes its scopes
	 */
	void started(Set<String> scopes) {
		this.running.compareAndSet(null, new Running(scopes, new CompletableFuture<>()));
	}

	/**
	 * Wakes the callers who wait.
	 * @param failure the failure, or {@code null} after a success
	 */
	void ended(@Nullable IwaException failure) {
		if (failure != null) {
			logger.debug("Prefetching a token failed (" + failure.code().id() + " at " + failure.stage()
					+ "); the first caller tries again.");
		}
		Running ended = this.running.getAndSet(null);
		if (ended != null) {
			ended.end().complete(null);
		}
	}

	/**
	 * Waits for the end, if a token with these scopes is being prefetched.
	 * @param time how long to wait at most
	 */
	void await(Set<String> scopes, Duration time) throws InterruptedException {
		Running current = this.running.get();
		if (current != null && current.scopes().equals(scopes)) {
			CachedToken.await(current.end(), time);
		}
	}

	/**
	 * A prefetch in progress.
	 *
	 * @param scopes the scopes of the token
	 * @param end completes when the acquisition ends
	 */
	private record Running(Set<String> scopes, CompletableFuture<Void> end) {
	}

}
