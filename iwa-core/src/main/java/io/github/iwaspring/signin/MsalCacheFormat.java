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

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.TokenCache;
import io.github.iwaspring.store.CacheFile;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text of msal4j's token cache, and how msal4j accesses it.
 * {@code Msal4jCacheContractTests} holds what is assumed here.
 */
final class MsalCacheFormat {

	private static final String HOME_ACCOUNT_ID = "home_account_id";

	private static final String ACCESS_TOKENS = "AccessToken";

	/**
	 * More than an application has use for. msal4j keeps one for each set of scopes.
	 */
	static final int MAX_TOKENS = 256;

	private static final int TOKENS_LEFT = 192;

	private MsalCacheFormat() {
	}

	/**
	 * Finds a token that is still valid. msal4j would ask the directory in the last five
	 * minutes of a token and past its refresh time, and would fail with the directory.
	 * @param cache the text of the cache
	 * @param homeAccountId msal4j's id of the account
	 * @param tenant the tenant of the authority that the token was requested from
	 * @param scopes the scopes that the token must have
	 * @return the token, or {@code null} if there is none
	 */
	static @Nullable MsalResult find(String cache, String homeAccountId, String tenant, Set<String> scopes,
			Instant now) {
		Json json = Json.parse(cache);
		if (json == null) {
			return null;
		}
		SavedAccount account = entries(json, "Account", homeAccountId)
			.map((entry) -> new SavedAccount(homeAccountId, entry.text("environment"), entry.text("username")))
			.findFirst()
			.orElse(null);
		String idToken = entries(json, "IdToken", homeAccountId).filter((entry) -> isOf(tenant, entry))
			.map((entry) -> entry.text("secret"))
			.findFirst()
			.orElse(null);
		if (account == null || idToken == null) {
			return null;
		}
		return entries(json, ACCESS_TOKENS, homeAccountId).filter((entry) -> isOf(tenant, entry))
			.filter((entry) -> time(entry, "expires_on").isAfter(now)
					&& lowerCase(words(entry.text("target"))).containsAll(lowerCase(scopes)))
			.max(Comparator.comparing((Json entry) -> time(entry, "expires_on")))
			.map((entry) -> result(entry, idToken, account))
			.orElse(null);
	}

	private static MsalResult result(Json entry, String idToken, SavedAccount account) {
		Instant refreshOn = time(entry, "refresh_on");
		return new MsalResult(entry.text("secret"), idToken, account, Set.copyOf(words(entry.text("target"))),
				time(entry, "expires_on"), refreshOn.equals(Instant.EPOCH) ? null : refreshOn, true);
	}

	private static Stream<Json> entries(Json cache, String kind, String homeAccountId) {
		Json entries = cache.object(kind);
		return entries.members()
			.keySet()
			.stream()
			.map(entries::object)
			.filter((entry) -> entry.text(HOME_ACCOUNT_ID).equals(homeAccountId));
	}

	private static boolean isOf(String tenant, Json entry) {
		return entry.text("realm").equalsIgnoreCase(tenant);
	}

	/**
	 * A time, which msal4j writes as a string of seconds.
	 */
	private static Instant time(Json entry, String name) {
		String seconds = entry.text(name);
		return seconds.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : Instant.EPOCH;
	}

	private static List<String> words(String text) {
		return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
	}

	private static Set<String> lowerCase(Collection<String> scopes) {
		Set<String> words = new TreeSet<>();
		scopes.forEach((scope) -> words.add(scope.toLowerCase(Locale.ROOT)));
		return words;
	}

	/**
	 * Filters out the entries of other accounts. msal4j caches a response before it is
	 * checked whose it is.
	 * @param cache the text of the cache
	 * @return the text without them; an unreadable text as it is
	 */
	static String onlyOf(String homeAccountId, String cache) {
		Json json = Json.parse(cache);
		if (json == null) {
			return cache;
		}
		Map<String, Object> filtered = new HashMap<>();
		json.members().forEach((kind, entries) -> filtered.put(kind, onlyOf(homeAccountId, entries)));
		return Json.write(filtered);
	}

	private static Object onlyOf(String homeAccountId, @Nullable Object entries) {
		Map<String, Object> filtered = new HashMap<>();
		if (entries instanceof Map<?, ?> map) {
			map.forEach((key, entry) -> {
				if (entry instanceof Map<?, ?> members && (!members.containsKey(HOME_ACCOUNT_ID)
						|| homeAccountId.equals(members.get(HOME_ACCOUNT_ID)))) {
					filtered.put(String.valueOf(key), members);
				}
			});
		}
		return filtered;
	}

	/**
	 * Drops the oldest access tokens if there are too many.
	 * @param cache the text of the cache
	 * @return the text without them; the same text if it has few or cannot be read
	 */
	static String bounded(String cache) {
		Json json = Json.parse(cache);
		Json tokens = (json != null) ? json.object(ACCESS_TOKENS) : null;
		if (json == null || tokens == null || tokens.members().size() <= MAX_TOKENS) {
			return cache;
		}
		Map<String, Object> latest = new HashMap<>();
		tokens.members()
			.keySet()
			.stream()
			.sorted(Comparator.comparing((String key) -> time(tokens.object(key), "cached_at")).reversed())
			.limit(TOKENS_LEFT)
			.forEach((key) -> latest.put(key, tokens.object(key).members()));
		Map<String, Object> members = new HashMap<>(json.members());
		members.put(ACCESS_TOKENS, latest);
		return Json.write(members);
	}

	/**
	 * Whether msal4j can read a text, tried on a cache that nobody uses.
	 */
	static boolean isReadable(String cache) {
		try {
			new TokenCache().deserialize(cache);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Reads the file before each access of msal4j to its cache, and writes it after each
	 * change. msal4j calls both methods on the thread of the access, and does not call
	 * the second one if the first one throws.
	 */
	static final class FileAccess implements ITokenCacheAccessAspect {

		private final SessionFile file;

		@SuppressWarnings("ThreadLocalUsage")
		private final ThreadLocal<CacheFile.@Nullable Lock> lock = new ThreadLocal<>();

		FileAccess(SessionFile file) {
			this.file = file;
		}

		/**
		 * Reads the file. {@code hasCacheChanged()} says here that the cache is about to
		 * change.
		 */
		@Override
		public void beforeCacheAccess(ITokenCacheAccessContext access) {
			CacheFile.Lock lock = access.hasCacheChanged() ? this.file.lock() : null;
			try {
				this.file.refresh(new MsalTokenCache(access.tokenCache()));
			}
			catch (RuntimeException | Error ex) {
				if (lock != null) {
					lock.close();
				}
				throw ex;
			}
			if (lock != null) {
				this.lock.set(lock);
			}
		}

		@Override
		public void afterCacheAccess(ITokenCacheAccessContext access) {
			CacheFile.Lock lock = this.lock.get();
			if (lock != null) {
				this.lock.remove();
				try (lock) {
					this.file.store(access.tokenCache());
				}
			}
		}

	}

}
