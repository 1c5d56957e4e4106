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

import com.microsoft.aad.msal4j.ITokenCache;
import com.microsoft.aad.msal4j.TokenCache;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MsalTokenCache}.
 */
class MsalTokenCacheTests {

	private static final String UNREADABLE = "{\"AccessToken\":\"text\"}";

	private static final String CONTENT = """
			{"AccessToken":{"key":{"home_account_id":"a.t","environment":"login.microsoftonline.com",
			"credential_type":"AccessToken","client_id":"c","secret":"token","realm":"contoso.com",
			"target":"api://orders/.default","cached_at":"1700000000","expires_on":"1800000000"}}}""";

	private final MsalTokenCache cache = new MsalTokenCache();

	@Test
	void cacheIsATextBeforeItIsMoved() {
		assertThat(this.cache.serialize()).isEqualTo("{}");
		this.cache.deserialize(CONTENT);
		assertThat(this.cache.serialize()).isSameAs(CONTENT);
	}

	@Test
	void contentMovesToACacheOfMsal4j() {
		TokenCache next = new TokenCache();
		this.cache.deserialize(CONTENT);
		this.cache.moveTo(next);
		assertThat(tokens(next.serialize())).isEqualTo(tokens(CONTENT));
		assertThat(this.cache.serialize()).isEqualTo(next.serialize());
	}

	@Test
	void emptyCacheIsNotMoved() {
		this.cache.moveTo(new ITokenCache() {

			@Override
			public void deserialize(String data) {
				throw new AssertionError("There is nothing to read");
			}

			@Override
			public String serialize() {
				return "of msal4j";
			}

		});
		assertThat(this.cache.serialize()).isEqualTo("of msal4j");
	}

	@Test
	void contentIsReadIntoTheCacheThatItWasMovedTo() {
		TokenCache next = new TokenCache();
		this.cache.moveTo(next);
		this.cache.deserialize(CONTENT);
		assertThat(tokens(next.serialize())).isEqualTo(tokens(CONTENT));
	}

	@Test
	void contentThatMsal4jCannotReadIsNotMoved() {
		TokenCache next = new TokenCache();
		this.cache.deserialize(UNREADABLE);
		this.cache.moveTo(next);
		assertThat(tokens(this.cache.serialize()).members()).isEmpty();
	}

	@Test
	void contentThatMsal4jCannotReadReplacesNothing() {
		MsalTokenCache view = new MsalTokenCache(new TokenCache());
		view.deserialize(CONTENT);
		view.deserialize(UNREADABLE);
		assertThat(tokens(view.serialize())).isEqualTo(tokens(CONTENT));
	}

	private static Json tokens(String content) {
		return Json.parse(content).object("AccessToken");
	}

}
