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

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link AdfsErrors}, by way of {@link WsTrustResponse}.
 */
class AdfsErrorsTests {

	private static final String ADFS = "https://adfs.contoso.com/adfs/services/trust/13/windowstransport";

	private static final EntraErrors ERRORS = new EntraErrors(
			Authority.parse("https://login.microsoftonline.com/contoso.com/"), "the-client");

	private static final String FAULT = """
			<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code>
			<s:Value>s:Sender</s:Value>%s</s:Code><s:Reason><s:Text xml:lang="en-US">%s</s:Text></s:Reason>
			</s:Fault></s:Body></s:Envelope>""";

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(
			textBlock = """
					a:FailedAuthentication | ID3242: alice is unknown here.      | federation-fault   | Fault: ID3242          | trusts the user's
					FailedAuthentication   | The token could not be authenticated | federation-fault   | Fault: FailedAuthentication | trusts the user's
					a:RequestFailed        | MSIS3126: Access denied.            | federation-refused | Fault: MSIS3126        | issuance authorization
					''                     | MSIS5009: The impersonation failed. | federation-refused | Fault: MSIS5009        | events 364 and 323
					''                     | Access is denied.                   | federation-refused | denies the user access | access control policy
					a:InvalidScope         | ID3082: unsupported.                | federation-fault   | Fault: ID3082          | relying party
					a:MessageExpired       | Too late.                           | federation-fault   | Fault: MessageExpired  | clocks
					FailedAuthentication   | MSIS7068: Der Zugriff wurde verweigert. | federation-refused | Fault: MSIS7068    | access control policy
					a:FailedAuthentication | MSIS7068 : Accès refusé.            | federation-refused | Fault: MSIS7068        | access control policy
					''                     | MSIS5007：アクセスが拒否されました。   | federation-refused | Fault: MSIS5007        | access control policy
					''                     | (MSIS3126) Zugriff verweigert      | federation-refused | Fault: MSIS3126        | access control policy
					''                     | MSIS3173 - La validación falló.     | federation-fault   | Fault: MSIS3173        | trusts the user's
					a:RequestFailed        | ID3242 : Das Token ist ungültig.    | federation-fault   | Fault: ID3242          | trusts the user's
					''                     | MSIS9999: alice, MSIS5009: refusé.  | federation-refused | Fault: MSIS5009        | access control policy
					''                     | Request ID3242 of alice             | federation-fault   | reports a fault.       | events 111, 364
					''                     | MSIS7012: An error occurred.        | federation-fault   | Fault: MSIS7012        | events 111, 364
					''                     | alice went wrong                    | federation-fault   | reports a fault.       | events 111, 364
					""",
			delimiter = '|', quoteCharacter = '"')
	void faultIsNamedByNumberOrSubcodeAndItsReasonIsNotQuoted(String subcode, String reason, String code,
			String description, String action) {
		String element = subcode.equals("''") ? ""
				: "<s:Subcode><s:Value xmlns:a='urn:a'>" + subcode + "</s:Value></s:Subcode>";
		IwaException failure = refused(500, FAULT.formatted(element, reason), "");
		assertThat(failure.code().id()).isEqualTo(code);
		assertThat(failure).hasMessageContaining(description).hasMessageNotContaining("alice");
		assertThat(failure.action()).contains(action);
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(textBlock = """
			401, Negotiate, negotiate-rejected,     setspn -Q */adfs.contoso.com
			401, '',        negotiate-rejected,     Extended Protection
			401, NTLM,      negotiate-rejected,     Windows authentication is enabled
			403, '',        federation-refused,     access control policy
			404, '',        federation-unavailable, enables /adfs/services/trust/13/windowstransport
			302, '',        federation-unavailable, what answers at https://adfs.contoso.com/adfs
			429, '',        throttled,              Wait
			503, '',        federation-unavailable, Try again later
			418, '',        federation-unavailable, VPN
			200, '',        response-invalid,       proxy
			""")
	void statusWithoutFaultHasItsOwnMeaning(int status, String offered, String code, String action) {
		IwaException failure = refused(status, "", offered);
		assertThat(failure.code().id()).isEqualTo(code);
		assertThat(failure.action()).contains(action).doesNotContain("{");
		assertThat(failure).hasMessageContaining("status " + status);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@CsvSource(textBlock = """
			400, 23300, '<h2>Bad Request - Request Too Long</h2>'
			400, 900,   'The size of the request headers is too long.'
			400, 8100,  '<p>Size of a request header field exceeds server limit.</p>'
			400, 11500, ''
			400, 3000,  'Request Header Or Cookie Too Large'
			431, 3000,  ''
			494, 3000,  ''
			413, 16400, ''
			414, 16400, ''
			""")
	void ticketThatIsTooLargeIsNamedWithItsLength(int status, int length, String body) {
		IwaException failure = refused(ADFS, status, body, "", length);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.TICKET_TOO_LARGE);
		assertThat(failure.stage()).isEqualTo(Stage.WS_TRUST);
		assertThat(failure).hasMessageContaining(length + " bytes").hasMessageContaining("status " + status);
		assertThat(failure.action()).contains("MaxFieldLength", "MaxRequestBytes", "groups");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 413, 414, 500, 502 })
	void sameStatusWithASmallTicketHasAnotherReason(int status) {
		assertThat(refused(ADFS, status, "Bad Request", "", 3000).code())
			.isEqualTo(IwaErrorCode.FEDERATION_UNAVAILABLE);
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(
			textBlock = """
					https://sso.contoso.com/pf/sts.wst,                            The administrator of sso.contoso.com
					https://contoso.okta.com/app/office365/1/sso/wsfed/active,     The administrator of contoso.okta.com
					https://idp.contoso.com/SAAS/auth/wsfed/active/logon,          The administrator of idp.contoso.com
					https://adfs.contoso.com.evil.net/x/adfs/services/trust,       The administrator of adfs.contoso.com.evil.net
					""")
	void serviceThatIsNotAdfsGetsNoAdviceAboutAdfs(String endpoint, String administrator) {
		String fault = FAULT.formatted("", "Something failed.");
		for (IwaException failure : List.of(refused(endpoint, 500, fault, "", 0), refused(endpoint, 403, "", "", 0),
				refused(endpoint, 404, "", "", 0), refused(endpoint, 302, "", "", 0), refused(endpoint, 401, "", "", 0),
				refused(endpoint, 431, "", "", 9000), refused(endpoint, 200, "<x/>", "", 0))) {
			assertThat(failure.action()).contains(administrator).doesNotContain("AD FS", "AdfsEndpoint", "{");
		}
	}

	@Test
	void seamlessSsoGetsNoAdviceAboutAdfs() {
		String endpoint = "https://autologon.microsoftazuread-sso.com/contoso.com/winauth/trust/2005/windowstransport";
		for (int status : new int[] { 401, 403, 404, 431, 503 }) {
			assertThat(refused(endpoint, status, "", "Negotiate", 60_000)).hasMessageNotContaining("AD FS");
		}
		assertThat(refused(endpoint, 401, "", "Negotiate", 900).action()).contains("AZUREADSSOACC");
	}

	@Test
	void rejectedTicketWithChannelBindingNamesWhatBreaksTheBinding() {
		IwaException failure = AdfsErrors.ofRejectedTicket(request(ADFS), response(401, "", "Negotiate"), true, null);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.NEGOTIATE_REJECTED);
		assertThat(failure.action()).contains("re-encrypts the connection to adfs.contoso.com");
	}

	private static IwaException refused(int status, String body, String offered) {
		return refused(ADFS, status, body, offered, 0);
	}

	private static IwaException refused(String endpoint, int status, String body, String offered, int ticketLength) {
		AcquisitionContext acquisition = new AcquisitionContext(IwaTokenRequest.defaults(), Duration.ofSeconds(30),
				AcquisitionListener.NONE);
		try (SignInContext context = SignInContext.open(acquisition, new UnusedIdentity())) {
			context.ticketSent(ticketLength);
			return catchThrowableOfType(IwaException.class,
					() -> WsTrustResponse.read(request(endpoint), response(status, body, offered), context, ERRORS));
		}
	}

	private static DirectoryRequest request(String endpoint) {
		return new DirectoryRequest(ProtocolStep.WS_TRUST, "POST", URI.create(endpoint));
	}

	private static DirectoryResponse response(int status, String body, String offered) {
		return new DirectoryResponse(status,
				HttpHeaders.of(Map.of("Retry-After", List.of("3"), "WWW-Authenticate", List.of(offered)),
						(name, value) -> !value.isEmpty()),
				body, null);
	}

}
