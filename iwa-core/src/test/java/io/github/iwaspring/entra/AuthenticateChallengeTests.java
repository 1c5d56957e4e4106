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

package io.github.iwaspring.entra;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthenticateChallenge}.
 */
class AuthenticateChallengeTests {

	@Test
	void schemeMayStandAlone() {
		assertThat(parse("Negotiate")).containsExactly(challenge("Negotiate"));
		assertThat(parse("Negotiate, NTLM ,Basic")).containsExactly(challenge("Negotiate"), challenge("NTLM"),
				challenge("Basic"));
	}

	@Test
	void parametersBelongToTheSchemeBeforeThem() {
		assertThat(parse("Basic realm=\"a\", charset=UTF-8, Bearer realm=b, error=\"invalid_token\"")).containsExactly(
				challenge("Basic", "realm", "a", "charset", "UTF-8"),
				challenge("Bearer", "realm", "b", "error", "invalid_token"));
	}

	@Test
	void headerLinesFormOneList() {
		assertThat(parse("Negotiate", "Bearer error=x", "Basic realm=y")).extracting(AuthenticateChallenge::scheme)
			.containsExactly("Negotiate", "Bearer", "Basic");
	}

	@Test
	void lineMayContinueTheParametersOfTheLineBefore() {
		assertThat(parse("Negotiate, Bearer realm=\"a\"", " , error =\"b\", Basic", "NTLM abc==")).containsExactly(
				challenge("Negotiate"), challenge("Bearer", "realm", "a", "error", "b"), challenge("Basic"),
				withToken("NTLM", "abc=="));
	}

	@Test
	void brokenLineDoesNotBreakTheNextLine() {
		assertThat(parse("Basic realm=\"never closed", "Bearer error=x")).containsExactly(challenge("Basic"),
				challenge("Bearer", "error", "x"));
	}

	@Test
	void quotedValueMayHoldCommasEscapedQuotesAndWhatLooksLikeAChallenge() {
		assertThat(parse("Bearer realm=\"a, Basic realm=\\\"b\\\", \\\\\", error=\"c\""))
			.containsExactly(challenge("Bearer", "realm", "a, Basic realm=\"b\", \\", "error", "c"));
	}

	@Test
	void quotedValueMayBeLong() {
		String value = "a".repeat(1_000_000);
		assertThat(parse("Bearer realm=\"" + value + "\"")).containsExactly(challenge("Bearer", "realm", value));
	}

	@Test
	void token68IsNotAParameter() {
		assertThat(parse("Negotiate YIIabc/+==, Bearer error=x")).containsExactly(withToken("Negotiate", "YIIabc/+=="),
				challenge("Bearer", "error", "x"));
		assertThat(parse("NTLM TlRMTVNTUAAC")).containsExactly(withToken("NTLM", "TlRMTVNTUAAC"));
	}

	@Test
	void namesAreCaseInsensitiveAndMayHaveSpaceAroundThem() {
		List<AuthenticateChallenge> challenges = parse("\t, ,BEARER   Error\t=  \"invalid_token\" ,, REALM = x ,");
		assertThat(challenges).containsExactly(challenge("BEARER", "error", "invalid_token", "realm", "x"));
		assertThat(challenges.get(0).parameter("ERROR")).isEqualTo("invalid_token");
		assertThat(challenges.get(0).hasScheme("Bearer")).isTrue();
		assertThat(challenges.get(0).hasScheme("Basic")).isFalse();
	}

	@Test
	void repeatedParameterKeepsItsFirstValue() {
		assertThat(parse("Bearer error=first, error=second")).containsExactly(challenge("Bearer", "error", "first"));
	}

	@Test
	void brokenLineCountsUpToWhereItBreaks() {
		assertThat(parse("Bearer realm=x, error=\"never closed")).containsExactly(challenge("Bearer", "realm", "x"));
		assertThat(parse("Bearer error=\"ends with escape\\")).containsExactly(challenge("Bearer"));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"Bearer authorization_uri=https://login.contoso.com/x/oauth2/authorize, error=\"insufficient_claims\", claims=\"e30=\"",
			"Bearer authorization_uri=https://login.contoso.com/x?a=b&c=d error=insufficient_claims claims=\"e30=\"",
			"Bearer realm=\"\" error=\"insufficient_claims\" claims=\"e30=\"",
			"Bearer error=\"insufficient_claims\"; claims=e30=;", "Bearer error='insufficient_claims', claims='e30='",
			"Bearer realm=a b c, error=insufficient_claims,claims=e30=",
			"Bearer , error = insufficient_claims ,,claims = e30=",
			"Bearer \"stray\", error=\"insufficient_claims\"claims=\"e30=\"",
			"Bearer error=insufficient_claims Negotiate claims=x, claims=\"e30=\"",
			"Negotiate, Bearer trusted_issuers=00000001-0000@*,client_id=x/y:z error=\"insufficient_claims\" claims=\"e30=\", Basic" })
	void sloppyParametersAreReadAllTheSame(String line) {
		AuthenticateChallenge bearer = parse(line).stream()
			.filter((it) -> it.hasScheme("Bearer"))
			.findFirst()
			.orElseThrow();
		assertThat(bearer.parameter("error")).isEqualTo("insufficient_claims");
		assertThat(bearer.parameter("claims")).isEqualTo("e30=");
		assertThat(parse(line)).extracting(AuthenticateChallenge::scheme).isSubsetOf("Negotiate", "Bearer", "Basic");
	}

	@Test
	void unquotedUrlIsReadToItsEnd() {
		assertThat(parse("Bearer authorization_uri=https://login.contoso.com:8443/x?a=b#c, resource_id=api://x"))
			.containsExactly(challenge("Bearer", "authorization_uri", "https://login.contoso.com:8443/x?a=b#c",
					"resource_id", "api://x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=' ", "a=\"\" ", "a ", "a=b;", "\" ", "a, ", "= " })
	@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
	void longSloppyLineIsReadInLinearTime(String part) {
		assertThat(parse("Bearer x=y, " + part.repeat(100_000))).isNotEmpty();
	}

	@Test
	void malformedElementDoesNotHideTheNextChallenge() {
		assertThat(parse("Bearer realm=x, ;;, Basic realm=y")).containsExactly(challenge("Bearer", "realm", "x"),
				challenge("Basic", "realm", "y"));
		assertThat(describe("Basic realm=x y, Negotiate")).isEqualTo("Basic, Negotiate");
		assertThat(describe("Bearer authorization_uri=https://login.contoso.com/x, Negotiate"))
			.isEqualTo("Bearer, Negotiate");
		assertThat(describe("Basic realm=x \"a, Digest\", Negotiate")).isEqualTo("Basic, Negotiate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",,,", "=", "error=\"invalid_token\"", "\"quoted\"", "Bearer\u0000", "Bär" })
	void lineWithoutASchemeHasNoChallenge(String line) {
		assertThat(parse(line)).isEmpty();
	}

	@Test
	void describeNamesTheSchemesAsTheyWereSent() {
		assertThat(describe("Negotiate YIIabc/+==", "NTLM, Basic realm=\"a, Digest\"", "NTLM"))
			.isEqualTo("Negotiate, NTLM, Basic");
		assertThat(describe()).isEqualTo("no scheme");
	}

	@Test
	void describeIsBounded() {
		assertThat(describe("a, b, c, d, e, f, g, h, i, j")).isEqualTo("a, b, c, d, e, f, g, h");
		assertThat(describe("x".repeat(33), "y".repeat(32))).isEqualTo("y".repeat(32));
		assertThat(describe("<b>, 'quoted'", "Negotiate")).isEqualTo("Negotiate");
	}

	@Test
	void negotiateTokenIsDecoded() {
		String token = Base64.getEncoder().encodeToString("token".getBytes(StandardCharsets.UTF_8));
		assertThat(negotiateToken("Negotiate " + token)).asString().isEqualTo("token");
		assertThat(negotiateToken("Negotiate", "NTLM, NEGOTIATE " + token + " , Basic")).asString().isEqualTo("token");
		assertThat(negotiateToken("Negotiate -_~, Negotiate " + token)).asString().isEqualTo("token");
		assertThat(negotiateToken("Basic realm=x y, Negotiate " + token)).asString().isEqualTo("token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Negotiate", "NTLM TlRMTVNTUAAC", "Negotiate *", "Negotiate a-b_", "Negotiate a===",
			"Negotiate token=abc", "Basic realm=\"x, Negotiate YWJj\"" })
	void negotiateTokenIsEmptyWithoutOne(String line) {
		assertThat(negotiateToken(line)).isEmpty();
	}

	@Test
	void toStringHidesTheToken() {
		assertThat(parse("Negotiate c2VjcmV0, Bearer claims=\"secret\"").toString()).isEqualTo("[Negotiate, Bearer]");
	}

	private static List<AuthenticateChallenge> parse(String... lines) {
		return AuthenticateChallenge.parse(List.of(lines));
	}

	private static String describe(String... lines) {
		return AuthenticateChallenge.describe(parse(lines));
	}

	private static byte[] negotiateToken(String... lines) {
		return AuthenticateChallenge.negotiateToken(parse(lines));
	}

	private static AuthenticateChallenge withToken(String scheme, @Nullable String token68) {
		return new AuthenticateChallenge(scheme, token68, Collections.emptyMap());
	}

	private static AuthenticateChallenge challenge(String scheme, String... parameters) {
		return switch (parameters.length) {
			case 0 -> new AuthenticateChallenge(scheme, null, Map.of());
			case 2 -> new AuthenticateChallenge(scheme, null, Map.of(parameters[0], parameters[1]));
			default -> new AuthenticateChallenge(scheme, null,
					Map.of(parameters[0], parameters[1], parameters[2], parameters[3]));
		};
	}

}
