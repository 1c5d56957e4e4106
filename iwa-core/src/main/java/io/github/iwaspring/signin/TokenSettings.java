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

import io.github.iwaspring.settings.PropertyChecks;
import io.github.iwaspring.support.LocalDataFolder;
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

	private static final String CACHE_PATH = "iwa.token-cache.path";

	private static final String CACHE_PATH_EXPECTATION = "the path of a file for the tokens";

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
	 * Reads the property {@code iwa.token-cache.path} of a cache that is a file.
	 * @param checks collects the errors
	 * @param path the property; by default the file is named after the client id in the
	 * user's local data folder
	 * @param clientId the client id, or {@code null} after its error
	 * @param localData the user's local data folder
	 * @return the file, or {@code null} after an error
	 */
	public static @Nullable Path readCacheFile(PropertyChecks checks, @Nullable String path, @Nullable String clientId,
			LocalDataFolder localData) {
		if (PropertyChecks.isSet(path) || clientId == null) {
			return checks.path(CACHE_PATH, path, CACHE_PATH_EXPECTATION);
		}
		Path folder = localData.find();
		if (folder == null) {
			checks.errors().missing(CACHE_PATH, null, "iwa.token-cache.type", CACHE_PATH_EXPECTATION);
			return null;
		}
		return folder.resolve("iwa").resolve(clientId + ".cache");
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
