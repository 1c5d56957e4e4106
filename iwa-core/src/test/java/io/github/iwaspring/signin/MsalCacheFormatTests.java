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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MsalCacheFormat}.
 */
class MsalCacheFormatTests {

	private static final Instant EXPIRY = Instant.ofEpochSecond(1_800_000_000);

	private static final SavedAccount ALICE = new SavedAccount("a.t", "login.microsoftonline.com", "alice");

	private static final String CACHE = """
			{"Account":{"key0":{"home_account_id":"a.t","environment":"login.microsoftonline.com","username":"alice"},
			"key9":{"home_account_id":"b.t","environment":"login.microsoftonline.com","username":"bob"}},
			"AccessToken":{"key1":{"home_account_id":"a.t","environment":"login.microsoftonline.com",
			"credential_type":"AccessToken","client_id":"c","secret":"token","realm":"contoso.com",
			"target":"openid api://orders/Read api://orders/.default","cached_at":"1700000000",
			"expires_on":"1800000000","refresh_on":"1750000000"}},
			"IdToken":{"key2":{"home_account_id":"b.t","realm":"contoso.com","secret":"bob"},
			"key3":{"home_account_id":"a.t","realm":"contoso.com","secret":"alice"}}}""";

	@Test
	void findReturnsTheTokenWithItsAccount() {
		MsalResult result = find("api://orders/.default", "contoso.com", EXPIRY.minusSeconds(1));
		assertThat(result).isNotNull();
		assertThat(result.accessToken()).isEqualTo("token");
		assertThat(result.idToken()).isEqualTo("alice");
		assertThat(result.account()).isEqualTo(ALICE);
		assertThat(result.expiresAt()).isEqualTo(EXPIRY);
		assertThat(result.scopes()).containsExactlyInAnyOrder("openid", "api://orders/Read", "api://orders/.default");
		assertThat(result.cached()).isTrue();
		assertThat(result.refreshAt()).isEqualTo(Instant.ofEpochSecond(1_750_000_000));
		assertThat(result.toString()).doesNotContain("token").doesNotContain("alice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "api://orders/READ", "API://ORDERS/.default" })
	void findIgnoresTheCaseOfScopesAndTenant(String scope) {
		assertThat(find(scope, "CONTOSO.COM", EXPIRY.minusSeconds(1))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "api://orders/Write, contoso.com, 1", "api://orders/Rea, contoso.com, 1",
			"api://orders/.default, fabrikam.com, 1", "api://orders/.default, contoso.com, 0" })
	void findIgnoresTokensForOtherScopesOrTenantsAndExpiredOnes(String scope, String tenant, long secondsLeft) {
		assertThat(find(scope, tenant, EXPIRY.minusSeconds(secondsLeft))).isNull();
	}

	@Test
	void findIgnoresTokensOfOtherAccounts() {
		assertThat(MsalCacheFormat.find(CACHE, "b.t", "contoso.com", Set.of("api://orders/.default"), Instant.EPOCH))
			.isNull();
	}

	@Test
	void findIgnoresTokensWithoutAnAccount() {
		String cache = CACHE.replace("key0\":{\"home_account_id\":\"a.t\"", "key0\":{\"home_account_id\":\"c.t\"");
		assertThat(cache).isNotEqualTo(CACHE);
		assertThat(MsalCacheFormat.find(cache, "a.t", "contoso.com", Set.of("api://orders/.default"), Instant.EPOCH))
			.isNull();
	}

	@Test
	void findIgnoresTokensWithoutAnIdToken() {
		assertThat(MsalCacheFormat.find(
				CACHE.replace("key3\":{\"home_account_id\":\"a.t\"", "key3\":{\"home_account_id\":\"c.t\""), "a.t",
				"contoso.com", Set.of("api://orders/.default"), Instant.EPOCH))
			.isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[]", "{\"AccessToken\":[]}", "{\"AccessToken\":{\"key\":\"text\"}}" })
	void findInUnusableCacheReturnsNull(String cache) {
		assertThat(MsalCacheFormat.find(cache, "a.t", "contoso.com", Set.of("api://orders/.default"), Instant.EPOCH))
			.isNull();
	}

	@Test
	void findWithoutRefreshTimeReturnsNone() {
		MsalResult result = MsalCacheFormat.find(CACHE.replace(",\"refresh_on\":\"1750000000\"", ""), "a.t",
				"contoso.com", Set.of("api://orders/.default"), Instant.EPOCH);
		assertThat(result.refreshAt()).isNull();
	}

	@Test
	void onlyOfLeavesOutTheEntriesOfOtherAccounts() {
		String cache = """
				{"AccessToken":{"k1":{"home_account_id":"a.t","secret":"alice","expires_on":"1800000000"},
				"k2":{"home_account_id":"b.t","secret":"bob"}},
				"RefreshToken":{"k3":{"home_account_id":"b.t","secret":"bob"}},
				"AppMetadata":{"k4":{"client_id":"c"}}}""";
		assertThat(Json.parse(MsalCacheFormat.onlyOf("a.t", cache))).isEqualTo(Json.parse("""
				{"AccessToken":{"k1":{"home_account_id":"a.t","secret":"alice","expires_on":"1800000000"}},
				"RefreshToken":{},"AppMetadata":{"k4":{"client_id":"c"}}}"""));
	}

	@Test
	void onlyOfLeavesAnUnreadableTextAsItIs() {
		assertThat(MsalCacheFormat.onlyOf("a.t", "")).isEmpty();
	}

	@Test
	void boundedKeepsTheLatestTokensAndAllElse() {
		Json bounded = Json.parse(MsalCacheFormat.bounded(cacheOf(300)));
		assertThat(bounded.object("AccessToken").members()).hasSize(192)
			.containsKeys("k299", "k108")
			.doesNotContainKey("k107");
		assertThat(bounded.object("AccessToken").object("k299").text("secret")).isEqualTo("token-299");
		assertThat(bounded.object("RefreshToken").members()).containsKey("r");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"AccessToken\":[]}" })
	void boundedLeavesAnythingElseAsItIs(String cache) {
		assertThat(MsalCacheFormat.bounded(cache)).isSameAs(cache);
		assertThat(MsalCacheFormat.bounded(cacheOf(256))).isEqualTo(cacheOf(256));
	}

	private static String cacheOf(int tokens) {
		return cacheOf(0, tokens, "{}");
	}

	/**
	 * The text of a cache with some tokens more.
	 */
	private static String cacheOf(int first, int next, String before) {
		Map<String, Object> tokens = new TreeMap<>(Json.parse(before).object("AccessToken").members());
		for (int i = first; i < next; i++) {
			tokens.put("k" + i,
					Map.of("home_account_id", "a.t", "environment", "login.microsoftonline.com", "credential_type",
							"AccessToken", "client_id", "c", "secret", "token-" + i, "realm", "contoso.com", "target",
							"api://orders/" + i, "cached_at", String.valueOf(1_700_000_000L + i), "expires_on",
							"1800000000"));
		}
		return Json.write(new TreeMap<>(Map.of("AccessToken", tokens, "RefreshToken",
				Map.of("r", Map.of("home_account_id", "a.t", "secret", "refresh")))));
	}

	private static MsalResult find(String scope, String tenant, Instant now) {
		return MsalCacheFormat.find(CACHE, "a.t", tenant, Set.of(scope), now);
	}

}
