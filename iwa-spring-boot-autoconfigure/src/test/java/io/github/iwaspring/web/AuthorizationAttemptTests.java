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

package io.github.iwaspring.web;

import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuthorizationAttempt}.
 */
class AuthorizationAttemptTests {

	private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";

	private static final String CLAIMS = "Bearer error=\"insufficient_claims\", claims=\"e30=\"";

	private static final AuthorizationAttempt FIRST = AuthorizationAttempt
		.first(IwaTokenRequest.defaults().withScopes("api://orders/.default"));

	private final IwaToken token = new StubTokens().current();

	@ParameterizedTest
	@ValueSource(strings = { INVALID_TOKEN, "bearer error=invalid_token",
			"Bearer realm=\"\", authorization_uri=\"https://a/b\", error=\"invalid_token\", error_description=\"a, b\"",
			"Negotiate, Basic realm=\"x\", Bearer realm=\"y\", error=\"invalid_token\"",
			"Bearer error=\"insufficient_scope\", Bearer error=\"invalid_token\"" })
	void nextWhenTokenIsInvalidIsAnotherAttemptWithTheSameRequest(String line) {
		assertThat(next(FIRST, HttpStatus.UNAUTHORIZED, line))
			.isEqualTo(new AuthorizationAttempt(FIRST.tokenRequest(), AuthorizationAttempt.Reason.INVALID_TOKEN));
		assertThat(next(FIRST, HttpStatus.UNAUTHORIZED, "Basic", line)).isNotNull();
		assertThat(next(FIRST, HttpStatus.FORBIDDEN, line)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer realm=\"invalid_token\"", "Basic error=\"invalid_token\"",
			"Bearer error=\"insufficient_claims\", claims=\"not base64\"", "Basic realm=\"Bearer error=invalid_token\"",
			"Bearer error_description=\"error=invalid_token\"" })
	void nextWhenTokenIsRejectedOtherwiseIsNoAttempt(String line) {
		assertThat(next(FIRST, HttpStatus.UNAUTHORIZED, line)).isNull();
	}

	@Test
	void nextWhenClaimsAreChallengedIsAnAttemptWithTheClaims() {
		assertThat(next(FIRST, HttpStatus.UNAUTHORIZED, CLAIMS)).isEqualTo(new AuthorizationAttempt(
				FIRST.tokenRequest().withClaims("{}", this.token), AuthorizationAttempt.Reason.CLAIMS_CHALLENGE));
		assertThat(next(FIRST, HttpStatus.FORBIDDEN, CLAIMS)).isNull();
	}

	@Test
	void attemptsEndAfterThree() {
		AuthorizationAttempt second = next(FIRST, HttpStatus.UNAUTHORIZED, INVALID_TOKEN);
		assertThat(next(second, HttpStatus.UNAUTHORIZED, INVALID_TOKEN)).isNull();
		AuthorizationAttempt third = next(second, HttpStatus.UNAUTHORIZED, CLAIMS);
		assertThat(next(third, HttpStatus.UNAUTHORIZED, INVALID_TOKEN)).isNull();
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> next(third, HttpStatus.UNAUTHORIZED, CLAIMS))
			.withMessageContaining("GET to orders.contoso.com was answered with status 401")
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(IwaErrorCode.CLAIMS_CHALLENGE_REPEATED);
				assertThat(ex.claims()).isEqualTo("{}");
			});
	}

	private @Nullable AuthorizationAttempt next(AuthorizationAttempt attempt, HttpStatus status, String... lines) {
		return attempt.next(this.token, HttpMethod.GET, "orders.contoso.com", status, List.of(lines));
	}

}
