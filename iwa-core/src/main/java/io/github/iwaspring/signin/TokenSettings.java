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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Settings of the tokens: scopes, timings, cache file.
 *
 * @param scopes the default scopes, at least one, of one resource; in the configured
 * order
 * @param refreshBeforeExpiry how long before its expiry a token is renewed; positive
 * @param acquireTimeout the bound on a silent acquisition; positive
 * @param cacheFile the file that keeps tokens for other processes and the next run, or
 * {@code null} to keep them in memory alone
 */
public record TokenSettings(Set<String> scopes, Duration refreshBeforeExpiry, Duration acquireTimeout,
		@Nullable Path cacheFile) {

	/**
	 * Returns settings with the times that are the defaults of {@code iwa.token}.
	 * @param scopes the default scopes
	 * @param cacheFile the file that keeps tokens, or {@code null}
	 * @return the settings
	 */
	public static TokenSettings withDefaults(Set<String> scopes, @Nullable Path cacheFile) {
		return new TokenSettings(scopes, Duration.ofMinutes(5), Duration.ofSeconds(60), cacheFile);
	}

	/**
	 * Hides the file, whose path may name the user.
	 */
	@Override
	public String toString() {
		return "TokenSettings[scopes=" + this.scopes + ", refreshBeforeExpiry=" + this.refreshBeforeExpiry
				+ ", acquireTimeout=" + this.acquireTimeout + "]";
	}

}
