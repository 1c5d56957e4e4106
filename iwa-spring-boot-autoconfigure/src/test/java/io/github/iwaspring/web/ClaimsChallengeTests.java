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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import io.github.iwaspring.entra.AuthenticateChallenge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClaimsChallenge}.
 */
class ClaimsChallengeTests {

	private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

	private static final String ENCODED = encode(CLAIMS);

	@Test
	void claimsAreDecoded() {
		assertThat(claims("Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/"
				+ "authorize\", error=\"insufficient_claims\", claims=\"" + ENCODED + "\""))
			.isEqualTo(CLAIMS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bearer CLAIMS=\"%s\", Error=\"insufficient_claims\"",
			"Negotiate, Basic realm=\"a, Bearer b\", BEARER error=insufficient_claims ,, claims=\"%s\"",
			"Bearer error=\"insufficient_claims\", claims=\"%%%%\", Bearer error=\"insufficient_claims\", claims=\"%s\"",
			"Bearer error=\"invalid_token\", Bearer error=\"insufficient_claims\", claims=\"%s\"" })
	void challengeMayStandAnywhereAndInAnyCase(String line) {
		assertThat(claims(String.format(line, ENCODED))).isEqualTo(CLAIMS);
	}

	@Test
	void challengeMaySpanHeaderLines() {
		assertThat(claims("Negotiate", "Bearer realm=\"\"", "error=\"insufficient_claims\"",
				"claims=\"" + ENCODED + "\"", "Basic realm=\"x\""))
			.isEqualTo(CLAIMS);
	}

	@Test
	void bothAlphabetsOfBase64AreRead() {
		String claims = "{\"a\":\"\u00ff\u00fe?>~\u00ff\u00fe?>~\"}";
		byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
		assertThat(encode(claims)).containsPattern("[+/]");
		assertThat(claims(challenge(Base64.getEncoder().encodeToString(bytes)))).isEqualTo(claims);
		assertThat(claims(challenge(Base64.getEncoder().withoutPadding().encodeToString(bytes)))).isEqualTo(claims);
		assertThat(claims(challenge(Base64.getUrlEncoder().encodeToString(bytes)))).isEqualTo(claims);
		assertThat(claims(challenge(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))).isEqualTo(claims);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer error=\"insufficient_claims\"", "Bearer claims=\"%s\"",
			"Bearer error=\"invalid_token\", claims=\"%s\"", "Bearer error=\"INSUFFICIENT_CLAIMS\", claims=\"%s\"",
			"Bearer error=\"insufficient_claims \", claims=\"%s\"",
			"Basic error=\"insufficient_claims\", claims=\"%s\"",
			"Bearer error=\"insufficient_claims\", Basic claims=\"%s\"",
			"Basic realm=\"Bearer error=insufficient_claims, claims=%s\"",
			"Bearer error=\"insufficient_claims\", claims=\"%s",
			"Bearer error=\"insufficient_claims\", xclaims=\"%s\"" })
	void otherChallengeIsIgnored(String line) {
		assertThat(claims(String.format(line, ENCODED))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "e30=e30=", "e3", "e30==" })
	void otherEncodingThanBase64IsIgnored(String encoded) {
		assertThat(claims(challenge(encoded))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "\"a\"", "null", "1", "{", "{a:1}", "{'a':1}", "{\"a\":1,}", "{\"a\":1}{}",
			"{\"a\":1} x", "\ufeff{}" })
	void otherValueThanAJsonObjectIsIgnored(String json) {
		assertThat(claims(challenge(encode(json)))).isNull();
	}

	@Test
	void otherCharsetThanUtf8IsIgnored() {
		byte[] latin1 = "{\"a\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(claims(challenge(Base64.getEncoder().encodeToString(latin1)))).isNull();
	}

	@Test
	void claimsOfMoreThanEightKilobytesAreIgnored() {
		assertThat(claims(challenge(encode(ofSize(8192))))).hasSize(8192);
		assertThat(claims(challenge(encode(ofSize(8193))))).isNull();
		assertThat(claims(challenge(encode(ofSize(9 * 1024))))).isNull();
		assertThat(claims(challenge("e30" + "=".repeat(1_000_000)))).isNull();
	}

	@Test
	void deeplyNestedClaimsAreIgnored() {
		assertThat(claims(challenge(encode("{\"a\":".repeat(1100) + "1" + "}".repeat(1100))))).isNull();
	}

	private static String ofSize(int size) {
		return "{\"a\":\"" + "x".repeat(size - 8) + "\"}";
	}

	private static String challenge(String encoded) {
		return "Bearer error=\"insufficient_claims\", claims=\"" + encoded + "\"";
	}

	private static @Nullable String claims(String... lines) {
		return ClaimsChallenge.claims(AuthenticateChallenge.parse(Arrays.asList(lines)));
	}

	private static String encode(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
