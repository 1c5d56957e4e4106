package io.github.iwaspring.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Challenge} and {@link ChallengeParser}.
 */
class ChallengeTests {

	@Test
	void aSchemeMayStandAlone() {
		assertThat(parse("Negotiate")).containsExactly(challenge("negotiate"));
		assertThat(parse("Negotiate, NTLM ,Basic")).containsExactly(challenge("negotiate"), challenge("ntlm"),
				challenge("basic"));
	}

	@Test
	void parametersBelongToTheSchemeBeforeThem() {
		assertThat(parse("Basic realm=\"a\", charset=UTF-8, Bearer realm=b, error=\"invalid_token\"")).containsExactly(
				challenge("basic", "realm", "a", "charset", "UTF-8"),
				challenge("bearer", "realm", "b", "error", "invalid_token"));
	}

	@Test
	void severalHeaderLinesAreOneList() {
		assertThat(parse("Negotiate", "Bearer error=x", "Basic realm=y")).extracting(Challenge::scheme)
			.containsExactly("negotiate", "bearer", "basic");
	}

	@Test
	void aLineMayGoOnWithTheParametersOfTheOneBefore() {
		assertThat(parse("Negotiate, Bearer realm=\"a\"", " , error =\"b\", Basic", "NTLM abc==")).containsExactly(
				challenge("negotiate"), challenge("bearer", "realm", "a", "error", "b"), challenge("basic"),
				challenge("ntlm"));
	}

	@Test
	void aBrokenLineDoesNotBreakTheNext() {
		assertThat(parse("Basic realm=\"never closed", "Bearer error=x")).containsExactly(challenge("basic"),
				challenge("bearer", "error", "x"));
	}

	@Test
	void quotedValuesMayHoldCommasAndEscapedQuotesAndWhatLooksLikeAChallenge() {
		assertThat(parse("Bearer realm=\"a, Basic realm=\\\"b\\\", \\\\\", error=\"c\""))
			.containsExactly(challenge("bearer", "realm", "a, Basic realm=\"b\", \\", "error", "c"));
	}

	@Test
	void aToken68IsNoParameter() {
		assertThat(parse("Negotiate YIIabc/+==, Bearer error=x")).containsExactly(challenge("negotiate"),
				challenge("bearer", "error", "x"));
		assertThat(parse("NTLM TlRMTVNTUAAC")).containsExactly(challenge("ntlm"));
	}

	@Test
	void namesAreCaseInsensitiveAndSpaceIsAllowedAroundThem() {
		List<Challenge> challenges = parse("\t, ,BEARER   Error\t=  \"invalid_token\" ,, REALM = x ,");
		assertThat(challenges).containsExactly(challenge("bearer", "error", "invalid_token", "realm", "x"));
		assertThat(challenges.get(0).parameter("ERROR")).isEqualTo("invalid_token");
	}

	@Test
	void ofARepeatedParameterTheFirstCounts() {
		assertThat(parse("Bearer error=first, error=second")).containsExactly(challenge("bearer", "error", "first"));
	}

	@Test
	void aBrokenLineCountsUpToWhereItBreaks() {
		assertThat(parse("Bearer error=\"invalid_token\" realm=\"no comma\""))
			.containsExactly(challenge("bearer", "error", "invalid_token"));
		assertThat(parse("Bearer realm=x, error=\"never closed")).containsExactly(challenge("bearer", "realm", "x"));
		assertThat(parse("Bearer error=\"ends with escape\\")).containsExactly(challenge("bearer"));
		assertThat(parse("Bearer realm=x, ;;, Basic realm=y")).containsExactly(challenge("bearer", "realm", "x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",,,", "=", "error=\"invalid_token\"", "\"quoted\"", "Bearer\u0000", "Bär" })
	void whatHasNoSchemeIsNoChallenge(String line) {
		assertThat(parse(line)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer error=\"invalid_token\"", "bearer error=invalid_token",
			"Bearer realm=\"\", authorization_uri=\"https://a/b\", error=\"invalid_token\", error_description=\"a, b\"",
			"Negotiate, Basic realm=\"x\", Bearer realm=\"y\", error=\"invalid_token\"",
			"Bearer error=\"insufficient_scope\", Bearer error=\"invalid_token\"" })
	void anInvalidTokenIsRefused(String line) {
		assertThat(TokenPolicy.isTokenRefused(HttpStatus.UNAUTHORIZED, List.of(line))).isTrue();
		assertThat(TokenPolicy.isTokenRefused(HttpStatus.UNAUTHORIZED, List.of("Basic", line))).isTrue();
		assertThat(TokenPolicy.isTokenRefused(HttpStatus.FORBIDDEN, List.of(line))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer realm=\"invalid_token\"", "Basic error=\"invalid_token\"",
			"Bearer error=\"insufficient_claims\", claims=\"e30=\"", "Basic realm=\"Bearer error=invalid_token\"",
			"Bearer error_description=\"error=invalid_token\"" })
	void otherRefusalsAreNotForANewTokenToHeal(String line) {
		assertThat(TokenPolicy.isTokenRefused(HttpStatus.UNAUTHORIZED, List.of(line))).isFalse();
	}

	private static List<Challenge> parse(String... lines) {
		return Challenge.parse(Arrays.asList(lines));
	}

	private static Challenge challenge(String scheme, String... parameters) {
		return switch (parameters.length) {
			case 0 -> new Challenge(scheme, Map.of());
			case 2 -> new Challenge(scheme, Map.of(parameters[0], parameters[1]));
			default -> new Challenge(scheme, Map.of(parameters[0], parameters[1], parameters[2], parameters[3]));
		};
	}

}
