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
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidatedTokens}.
 */
class InvalidatedTokensTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final InvalidatedTokens invalidated = new InvalidatedTokens(this.now::get);

	@Test
	void valueIsKnownForAnyScopes() {
		this.invalidated.add(token("rejected", "one"));
		assertThat(this.invalidated.contains(token("rejected", "other"))).isTrue();
		assertThat(this.invalidated.contains(token("another", "one"))).isFalse();
	}

	@Test
	void expiredTokenIsForgottenWhenAnotherOneIsAdded() {
		this.invalidated.add(token("rejected", "one"));
		this.now.set(START.plusSeconds(3600));
		this.invalidated.add(token("another", "one"));
		assertThat(this.invalidated.contains(token("rejected", "one"))).isFalse();
	}

	@Test
	void scopesNeedARefreshUntilTheyHaveATokenAgain() {
		this.invalidated.removed(Set.of("one"));
		assertThat(this.invalidated.needRefresh(Set.of("one"))).isTrue();
		assertThat(this.invalidated.needRefresh(Set.of("other"))).isFalse();
		this.invalidated.replaced(Set.of("one"));
		assertThat(this.invalidated.needRefresh(Set.of("one"))).isFalse();
	}

	private static IwaToken token(String value, String scope) {
		return IwaToken.of(value, START.plusSeconds(3600), Set.of(scope), "alice@contoso.com", Source.INTEGRATED);
	}

}
