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

package io.github.iwaspring;

import java.time.Instant;
import java.util.Set;

import io.github.iwaspring.IwaToken.Source;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IwaTokenRequest} and {@link IwaToken}.
 */
class IwaTokenRequestTests {

	private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}";

	private static final Instant EXPIRES_AT = Instant.parse("2026-01-01T00:00:00Z");

	private static final IwaToken TOKEN = IwaToken.of("secret", EXPIRES_AT, Set.of("api://orders/.default"),
			"alice@contoso.com", Source.INTEGRATED);

	@Test
	void defaultsAskForNothingInParticular() {
		IwaTokenRequest request = IwaTokenRequest.defaults();
		assertThat(request.scopes()).isEmpty();
		assertThat(request.claims()).isNull();
		assertThat(request.challenged()).isNull();
		assertThat(request.forceRefresh()).isFalse();
	}

	@Test
	void everyMethodReturnsAnotherRequestThatKeepsTheRest() {
		IwaTokenRequest scoped = IwaTokenRequest.defaults().withScopes("b", "a", "b");
		IwaTokenRequest request = scoped.withClaims(CLAIMS, TOKEN).withForceRefresh();
		assertThat(request.scopes()).containsExactly("b", "a");
		assertThat(request.claims()).isEqualTo(CLAIMS);
		assertThat(request.challenged()).isSameAs(TOKEN);
		assertThat(request.forceRefresh()).isTrue();
		assertThat(request.withScopes("c").claims()).isEqualTo(CLAIMS);
		assertThat(scoped).isEqualTo(IwaTokenRequest.defaults().withScopes("b", "a"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> request.scopes().add("c"));
	}

	@Test
	void claimsWithoutTokenForgetTheChallengedOne() {
		assertThat(IwaTokenRequest.defaults().withClaims(CLAIMS, TOKEN).withClaims("{}").challenged()).isNull();
	}

	@Test
	void noScopesAreTheDefaultOnesAndBlankOnesAreRefused() {
		assertThat(IwaTokenRequest.defaults().withScopes("a").withScopes()).isEqualTo(IwaTokenRequest.defaults());
		assertThatIllegalArgumentException().isThrownBy(() -> IwaTokenRequest.defaults().withScopes("a", " "));
	}

	@Test
	void tokenHasWhatItWasMadeOf() {
		assertThat(TOKEN.value()).isEqualTo("secret");
		assertThat(TOKEN.expiresAt()).isEqualTo(EXPIRES_AT);
		assertThat(TOKEN.scopes()).containsExactly("api://orders/.default");
		assertThat(TOKEN.username()).isEqualTo("alice@contoso.com");
		assertThat(TOKEN.source()).isEqualTo(Source.INTEGRATED);
	}

	@Test
	void textNamesNeitherTokenNorUserNorClaims() {
		assertThat(TOKEN.toString() + IwaTokenRequest.defaults().withClaims(CLAIMS, TOKEN)).contains("INTEGRATED")
			.doesNotContain("secret", "alice", "acrs");
	}

}
