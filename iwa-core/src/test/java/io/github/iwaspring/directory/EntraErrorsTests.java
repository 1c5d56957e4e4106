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

package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.json.JsonWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EntraErrors} and its table.
 */
class EntraErrorsTests {

	private static final String CORRELATION_ID = "7f1d6c2e-2222-4444-8888-0123456789ab";

	private static final DirectoryRequest REQUEST = new DirectoryRequest(ProtocolStep.TOKEN, "POST",
			URI.create("https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token"));

	private final EntraErrors errors = new EntraErrors(
			Authority.parse("https://login.microsoftonline.com/contoso.com/"), "the-client");

	@ParameterizedTest(name = "{0} {1}")
	@CsvFileSource(resources = "entra-errors.csv", numLinesToSkip = 1)
	void numberOfTheCatalogueHasItsCodeAndItsAction(String number, String code, String action) {
		IwaException failure = translate("invalid_grant", null, number);
		assertThat(failure.code().id()).isEqualTo(code);
		assertThat(failure.stage()).isEqualTo(Stage.TOKEN);
		assertThat(failure.action()).contains(action).doesNotContain("{");
		assertThat(failure).hasMessageContaining("AADSTS" + number).hasMessageEndingWith(failure.action());
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@CsvSource(textBlock = """
			interaction_required,    ,                           ,       interaction-required
			interaction_required,    ,                           50076,  mfa-required
			login_required,          ,                           ,       interaction-required
			invalid_grant,           ,                           ,       interaction-required
			invalid_grant,           basic_action,               ,       interaction-required
			invalid_grant,           basic_action,               50076,  mfa-required
			invalid_grant,           additional_action,          50158,  mfa-required
			invalid_grant,           consent_required,           ,       consent-required
			invalid_grant,           consent_required,           90094,  consent-required
			invalid_grant,           consent_required,           50076,  consent-required
			invalid_grant,           user_password_expired,      ,       password-expired
			invalid_grant,           message_only,               ,       blocked-by-policy
			invalid_grant,           message_only,               50076,  blocked-by-policy
			invalid_grant,           protection_policy_required, ,       blocked-by-policy
			invalid_grant,           client_mismatch,            ,       application-unknown
			invalid_grant,           bad_token,                  ,       interaction-required
			invalid_client,          ,                           ,       not-public-client
			unauthorized_client,     ,                           ,       application-unknown
			invalid_scope,           ,                           ,       scope-invalid
			invalid_resource,        ,                           ,       resource-unknown
			invalid_instance,        ,                           ,       authority-refused
			temporarily_unavailable, ,                           ,       service-unavailable
			invalid_request,         ,                           ,       unexpected
			something_new,           ,                           ,       unexpected
			invalid_grant,           ,                           999999, interaction-required
			""")
	void suberrorDecidesBeforeNumberBeforeError(String error, String suberror, String number, String code) {
		assertThat(translate(error, suberror, number).code().id()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "500081", "5000818", "50008999", "500131", "500139" })
	void numberThatRefinesAKnownOneOfTheAssertionHasItsMeaning(String number) {
		IwaException failure = translate("invalid_grant", null, number);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FEDERATION_TRUST_BROKEN);
		assertThat(failure).hasMessageContaining("AADSTS" + number).hasMessageContaining("The directory says");
	}

	@ParameterizedTest
	@ValueSource(strings = { "500739", "500550", "5000", "50089", "500143" })
	void numberThatOnlyBeginsLikeAKnownOneIsAnother(String number) {
		assertThat(translate("invalid_grant", null, number).code()).isEqualTo(IwaErrorCode.INTERACTION_REQUIRED);
	}

	@Test
	void consentErrorNamesTheConsentUrls() {
		assertThat(translate("invalid_grant", "consent_required", "65001").action())
			.contains("https://login.microsoftonline.com/contoso.com/adminconsent?client_id=the-client")
			.contains("https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize?client_id=the-client"
					+ "&response_type=code&redirect_uri=http%3A%2F%2Flocalhost&prompt=consent"
					+ "&scope=api%3A%2F%2Forders%2F.default");
	}

	@Test
	void unknownNumberIsQuotedWithoutNamesAndSecrets() {
		IwaException failure = translate("invalid_grant", null, "999999");
		assertThat(failure).hasMessageContaining("AADSTS999999")
			.hasMessageContaining("The user '***' is new here. Token ***")
			.hasMessageContaining("correlation id " + CORRELATION_ID)
			.hasMessageNotContaining("alice")
			.hasMessageNotContaining("eyJ")
			.hasMessageNotContaining("Trace ID");
	}

	@Test
	void mostSpecificNumberDecidesAndIsNamed() {
		DirectoryResponse known = response(400, Map.of("error", "invalid_grant", "error_codes", List.of(70002, 50013)));
		assertThat(translate(known)).hasMessageContaining("AADSTS50013")
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.FEDERATION_TRUST_BROKEN);
		DirectoryResponse unknown = response(400, Map.of("error", "invalid_grant", "error_codes",
				List.of(70002, 999999), "error_description", "AADSTS70002: Something new."));
		assertThat(translate(unknown)).hasMessageContaining("AADSTS999999").hasMessageContaining("Something new.");
	}

	@Test
	void serverErrorKeepsItsNumberAndItsCorrelationId() {
		DirectoryResponse response = response(503,
				Map.of("error", "new", "error_codes", List.of(999999), "correlation_id", CORRELATION_ID));
		assertThat(translate(response)).hasMessageContaining("AADSTS999999").hasMessageContaining(CORRELATION_ID);
	}

	@Test
	void numbersAreLimited() {
		DirectoryResponse response = response(400,
				Map.of("error", "x", "error_codes", IntStream.range(10_000, 60_000).boxed().toList()));
		assertThat(translate(response).getCause().getMessage()).hasSizeLessThan(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "a", "@", "\n" })
	@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
	void longDescriptionIsReadAtItsBeginningOnly(String filler) {
		DirectoryResponse response = response(400,
				Map.of("error", "x", "error_description", "a" + filler.repeat(900_000) + "b"));
		assertThat(translate(response).getMessage()).hasSizeLessThan(1000);
	}

	@Test
	void controlCharactersAreRemoved() {
		DirectoryResponse response = response(400,
				Map.of("error", "x", "error_description", "before\u001b[2J\u202eafter \u0007alice%40contoso.com"));
		assertThat(translate(response).getMessage()).contains("before [2J after").doesNotContain("\u001b", "alice");
	}

	@Test
	void knownNumberIsNotQuoted() {
		assertThat(translate("invalid_grant", null, "53003")).hasMessageNotContaining("The directory says");
	}

	@Test
	void claimsAndCorrelationIdAndRetryAfterAreKept() {
		DirectoryResponse response = response(400,
				Map.of("error", "invalid_grant", "claims", "{\"access_token\":{}}", "correlation_id", CORRELATION_ID));
		IwaException failure = this.errors.translate(REQUEST, response, EntraError.of(json(response)),
				IwaTokenRequest.defaults());
		assertThat(failure.code()).isEqualTo(IwaErrorCode.INTERACTION_REQUIRED);
		assertThat(failure.claims()).isEqualTo("{\"access_token\":{}}");
		assertThat(failure.correlationId()).isEqualTo(CORRELATION_ID);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void status429IsThrottledWhateverItsError() {
		DirectoryResponse response = response(429, Map.of("error", "invalid_grant", "error_codes", List.of(50196)));
		assertThat(this.errors.translate(REQUEST, response, EntraError.of(json(response)), IwaTokenRequest.defaults())
			.code()).isEqualTo(IwaErrorCode.THROTTLED);
	}

	private IwaException translate(DirectoryResponse response) {
		return this.errors.translate(REQUEST, response, EntraError.of(json(response)),
				IwaTokenRequest.defaults().withScopes("api://orders/.default"));
	}

	private IwaException translate(String error, String suberror, String number) {
		DirectoryResponse response = response(400,
				Map.of("error", error, "suberror", (suberror != null) ? suberror : "", "correlation_id", CORRELATION_ID,
						"error_codes", (number != null) ? List.of(Integer.valueOf(number)) : List.of(),
						"error_description", "AADSTS" + number + ": The user 'alice@contoso.com' is new here. Token "
								+ "eyJ".repeat(30) + "\r\nTrace ID: 1\r\nCorrelation ID: 2"));
		return this.errors.translate(REQUEST, response, EntraError.of(json(response)),
				IwaTokenRequest.defaults().withScopes("api://orders/.default"));
	}

	private static Json json(DirectoryResponse response) {
		return Json.parse(response.body());
	}

	private static DirectoryResponse response(int status, Map<String, Object> members) {
		return new DirectoryResponse(status, HttpHeaders.of(Map.of("Retry-After", List.of("3")), (name, value) -> true),
				JsonWriter.standard().writeToString(members), null);
	}

}
