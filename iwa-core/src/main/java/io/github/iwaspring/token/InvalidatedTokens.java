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
import java.util.Collections;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.IwaToken;

/**
 * The tokens that an API rejected, and the scopes that lost their token by it.
 * <p>
 * A value is known here before the token leaves the cache. An acquisition that starts in
 * between may be given the same token once more by msal4j's cache, and recognizes it.
 * Only the latest entries are remembered. Safe for use by several threads.
 */
final class InvalidatedTokens {

	/**
	 * More than an application has use for: APIs choose what they reject.
	 */
	private static final int MAX_SIZE = 256;

	private final InstantSource clock;

	private final Map<String, Instant> expiryByValue = LatestEntries.atMost(MAX_SIZE);

	private final Set<Set<String>> toRefresh = Collections.newSetFromMap(LatestEntries.atMost(MAX_SIZE));

	InvalidatedTokens(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Remembers the value of a token until it expires, since other scopes of the same
	 * resource may lead to it too.
	 */
	void add(IwaToken token) {
		Instant now = this.clock.instant();
		synchronized (this.expiryByValue) {
			this.expiryByValue.values().removeIf((expiresAt) -> !expiresAt.isAfter(now));
		}
		this.expiryByValue.put(token.value(), token.expiresAt());
	}

	boolean contains(IwaToken token) {
		return this.expiryByValue.containsKey(token.value());
	}

	/**
	 * Records that the token of some scopes was removed from the cache, until
	 * {@linkplain #replaced another} is cached.
	 */
	void removed(Set<String> scopes) {
		this.toRefresh.add(scopes);
	}

	/**
	 * Whether the next token for some scopes must come from the directory.
	 */
	boolean needRefresh(Set<String> scopes) {
		return this.toRefresh.contains(scopes);
	}

	/**
	 * Records that some scopes have a token again.
	 */
	void replaced(Set<String> scopes) {
		this.toRefresh.remove(scopes);
	}

}
