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
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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
 * Tests for {@link WsTrustResponse}.
 */
class WsTrustResponseTests {

	private static final String SAML_1 = "urn:oasis:names:tc:SAML:1.0:assertion";

	private static final String SAML_2 = "urn:oasis:names:tc:SAML:2.0:assertion";

	private static final String TRUST = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";

	private static final String RESPONSE = """
			<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:t="%s"><s:Body>\
			<t:RequestSecurityTokenResponseCollection><t:RequestSecurityTokenResponse>%s</t:RequestSecurityTokenResponse>\
			</t:RequestSecurityTokenResponseCollection></s:Body></s:Envelope>""";

	private static final DirectoryRequest REQUEST = new DirectoryRequest(ProtocolStep.WS_TRUST, "POST", URI
		.create("https://autologon.microsoftazuread-sso.com/contoso.com/winauth/trust/2005/windowstransport?x=1"));

	private static final EntraErrors ERRORS = new EntraErrors(
			Authority.parse("https://login.microsoftonline.com/contoso.com/"), "the-client");

	@ParameterizedTest
	@ValueSource(strings = { "", "<t:TokenType/>", "<t:TokenType a='/>'></t:TokenType>",
			"<t:TokenType>" + SAML_2 + "</t:TokenType>", "<t:TokenType>\n " + SAML_1 + "\n</t:TokenType >",
			"<TokenType xmlns='" + TRUST + "'>x</TokenType>",
			"<t:TokenType>http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1</t:TokenType>" })
	void kindIsThatOfTheAssertionWhateverTheTokenTypeSays(String tokenType) {
		String token = token(assertion(SAML_1));
		for (String content : new String[] { tokenType + token, token + tokenType }) {
			WsTrustResponse issued = read(response(content));
			assertThat(issued.assertion()).isEqualTo(assertion(SAML_1));
			assertThat(issued.toMsalResponse()).contains("<t:TokenType>" + SAML_1 + "</t:TokenType>")
				.doesNotContain(SAML_2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Assertion", "EncryptedAssertion" })
	void assertionOfSaml2IsLabelled(String element) {
		String assertion = "<" + element + " xmlns='" + SAML_2 + "'/>";
		WsTrustResponse issued = read(response(token(assertion)));
		assertThat(issued.assertion()).isEqualTo(assertion);
		assertThat(issued.toMsalResponse()).contains("<t:TokenType>" + SAML_2 + "</t:TokenType>");
	}

	@Test
	void assertionIsPassedOnCharacterByCharacterWithoutWhatIsAroundIt() {
		String assertion = assertion(SAML_1).replace("</a:Assertion>",
				"\r\n <b  x = '>' y=\"</a:Assertion\"/><!-- </a:Assertion> <a:Assertion> --><?p </a:Assertion>?>"
						+ "\u00FC \uD83D\uDE80 &#x1F680; &amp;&#13;<![CDATA[</a:Assertion>]]><a:Assertion ></a:Assertion >"
						+ "</a:Assertion>")
			.replace("y=\"</a", "y=\"&lt;/a");
		String around = "<!-- <a:Assertion/> --><![CDATA[ ]]><?x <a:Assertion?>";
		WsTrustResponse issued = read(response(around + token("\r\n\t" + around + assertion + around + "\n ")));
		assertThat(issued.assertion()).isEqualTo(assertion);
		assertThat(issued).hasToString("WsTrustResponse[SAML_1]");
	}

	@Test
	void namespacesThatAreDeclaredAroundTheAssertionAreAddedIfItUsesThem() {
		String document = "<e:Envelope xmlns:e='urn:e' xmlns='urn:outer&amp;\"' xmlns:xs='urn:xs' xmlns:other='urn:o' "
				+ "xmlns:n='urn:far'><t:R xmlns:t='urn:t' xmlns:n='urn:near'><t:RequestedSecurityToken>"
				+ "<saml:Assertion xmlns:saml='" + SAML_1 + "' xsi:type='xs:string' xmlns:xsi='urn:xsi'>"
				+ "<DesktopSsoToken/><n:x/></saml:Assertion></t:RequestedSecurityToken></t:R></e:Envelope>";
		assertThat(read(document).assertion())
			.isEqualTo("<saml:Assertion xmlns:n=\"urn:near\" xmlns=\"urn:outer&amp;&quot;"
					+ "\" xmlns:xs=\"urn:xs\" xmlns:saml='" + SAML_1 + "' xsi:type='xs:string' xmlns:xsi='urn:xsi'>"
					+ "<DesktopSsoToken/><n:x/></saml:Assertion>");
	}

	@Test
	void firstOfTwoAssertionsIsTaken() {
		String both = token(assertion(SAML_1)) + "</t:RequestSecurityTokenResponse><t:RequestSecurityTokenResponse>"
				+ token(assertion(SAML_2));
		assertThat(read(response(both)).assertion()).isEqualTo(assertion(SAML_1));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "<t:RequestedSecurityToken/>", "<t:RequestedSecurityToken>x</t:RequestedSecurityToken>",
					"<t:RequestedSecurityToken><Assertion/></t:RequestedSecurityToken>",
					"<t:RequestedSecurityToken><b xmlns='urn:x'><Assertion xmlns='" + SAML_1
							+ "'/></b></t:RequestedSecurityToken>",
					"<t:Other><Assertion xmlns='" + SAML_1 + "'/></t:Other>" })
	void otherElementIsNotAnAssertion(String content) {
		assertThat(refused(200, response(content)).code()).isEqualTo(IwaErrorCode.RESPONSE_INVALID);
	}

	@Test
	void assertionTakesThePlaceOfTheStandInInTheTokenRequest() {
		String assertion = assertion(SAML_1).replace("<a:Attribute/>", "\uD83D\uDE80<a:Attribute/>???");
		String form = read(response(token(assertion)))
			.addTo("client_id=x&assertion=c3RhbmQgaW4%3D&scope=a%26assertion=b");
		String[] fields = form.split("&");
		assertThat(fields).hasSize(3).startsWith("client_id=x").endsWith("scope=a%26assertion=b");
		String value = URLDecoder.decode(fields[1].substring("assertion=".length()), StandardCharsets.UTF_8);
		assertThat(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8)).isEqualTo(assertion);
		assertThat(read(response(token(assertion))).addTo("grant_type=refresh_token"))
			.isEqualTo("grant_type=refresh_token");
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(textBlock = """
			500, AADSTS81004: Kerberos authentication attempt failed., negotiate-rejected,   AADSTS81004
			400, AADSTS81009: Bad format of alice@contoso.com.,        negotiate-rejected,   AADSTS81009
			400, AADSTS50126: Error validating credentials.,           interaction-required, AADSTS50126
			401, AADSTS50034: The user account does not exist.,        user-unknown,         AADSTS50034
			500, AADSTS81001: Too large.,                              ticket-too-large,     AADSTS81001
			500, AADSTS81010: Expired.,                                ticket-expired,       AADSTS81010
			400, AADSTS50053: Locked.,                                 user-disabled,        AADSTS50053
			400, AADSTS90002: Tenant not found.,                       tenant-unknown,       AADSTS90002
			400, Authentication Failure,                               interaction-required, 0x80048821
			""")
	void faultOfEntraIdHasTheMeaningOfItsNumber(int status, String text, String code, String named) {
		IwaException failure = refused(status, """
				<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><S:Fault><S:Code>
				<S:Value>S:Sender</S:Value><S:Subcode><S:Value>wst:FailedAuthentication</S:Value></S:Subcode></S:Code>
				<S:Reason><S:Text xml:lang="en-US">Authentication Failure</S:Text></S:Reason><S:Detail>
				<psf:error xmlns:psf="http://schemas.microsoft.com/Passport/SoapServices/SOAPFault">
				<psf:value>0x80048821</psf:value><psf:internalerror><psf:code>0x80048821</psf:code>
				<psf:text>%s</psf:text></psf:internalerror></psf:error></S:Detail></S:Fault></S:Body></S:Envelope>"""
			.formatted(text));
		assertThat(failure.code().id()).isEqualTo(code);
		assertThat(failure.stage()).isEqualTo(Stage.WS_TRUST);
		assertThat(failure).hasMessageContaining(named)
			.hasMessageNotContaining("AD FS")
			.hasMessageNotContaining("alice@");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(
			textBlock = """
					<p:errorstatus>0x80045b00</p:errorstatus>,                                          unexpected,           0x80045b00
					<p:errorstatus>81004</p:errorstatus>,                                               negotiate-rejected,   AADSTS81004
					<p:errorstatus>0x80048821</p:errorstatus>,                                          interaction-required, 0x80048821
					<p:errorstatus>0x1</p:errorstatus><p:text>AADSTS50034: alice@contoso.com</p:text>,   user-unknown,         AADSTS50034
					<p:reqstatus>0x8004882c</p:reqstatus>,                                              unexpected,           sign-in log
					""")
	void responseOfEntraIdWithAStatusInPlaceOfATokenIsAnError(String status, String code, String named) {
		IwaException failure = refused(200, response(
				"<p:pp xmlns:p='http://schemas.microsoft.com/Passport/SoapServices/SOAPFault'>" + status + "</p:pp>"));
		assertThat(failure.code().id()).isEqualTo(code);
		assertThat(failure).hasMessageContaining(named)
			.hasMessageNotContaining("proxy")
			.hasMessageNotContaining("alice@");
	}

	@Test
	void correlationIdOfAFaultIsKept() {
		String id = "7f1d6c2e-2222-4444-8888-0123456789ab";
		assertThat(refused(500, "<f><Fault>AADSTS81004: x\nTrace ID: 1\nCorrelation ID: " + id + "</Fault></f>")
			.correlationId()).isEqualTo(id);
	}

	private static IwaException refused(int status, String body) {
		return catchThrowableOfType(IwaException.class, () -> read(status, body));
	}

	private static WsTrustResponse read(String body) {
		return read(200, body);
	}

	private static WsTrustResponse read(int status, String body) {
		AcquisitionContext acquisition = new AcquisitionContext(IwaTokenRequest.defaults(), Duration.ofSeconds(30),
				AcquisitionListener.NONE);
		try (SignInContext context = SignInContext.open(acquisition, new UnusedIdentity())) {
			return WsTrustResponse.read(REQUEST,
					new DirectoryResponse(status, HttpHeaders.of(Map.of(), (name, value) -> true), body, null), context,
					ERRORS);
		}
	}

	private static String response(String content) {
		return RESPONSE.formatted(TRUST, content);
	}

	private static String token(String assertion) {
		return "<t:RequestedSecurityToken>" + assertion + "</t:RequestedSecurityToken>";
	}

	private static String assertion(String namespace) {
		return "<a:Assertion xmlns:a=\"" + namespace + "\"><a:Attribute/></a:Assertion>";
	}

}
