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
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link AdfsErrors}, by way of {@link WsTrustResponse}.
 */
class AdfsErrorsTests {

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

	@Test
	void rejectedTicketWithChannelBindingNamesWhatBreaksTheBinding() {
		IwaException failure = catchThrowableOfType(IwaException.class,
				() -> WsTrustResponse.normalize(request(), response(401, "", "Negotiate"), true));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.NEGOTIATE_REJECTED);
		assertThat(failure.action()).contains("re-encrypts the connection to adfs.contoso.com");
	}

	private static IwaException refused(int status, String body, String offered) {
		return catchThrowableOfType(IwaException.class,
				() -> WsTrustResponse.normalize(request(), response(status, body, offered), false));
	}

	private static DirectoryRequest request() {
		return new DirectoryRequest(ProtocolStep.WS_TRUST, "POST",
				URI.create("https://adfs.contoso.com/adfs/services/trust/13/windowstransport"));
	}

	private static DirectoryResponse response(int status, String body, String offered) {
		return new DirectoryResponse(status,
				HttpHeaders.of(Map.of("Retry-After", List.of("3"), "WWW-Authenticate", List.of(offered)),
						(name, value) -> !value.isEmpty()),
				body, null);
	}

}
