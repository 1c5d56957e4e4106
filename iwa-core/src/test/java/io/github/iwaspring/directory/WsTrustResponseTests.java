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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

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

	@ParameterizedTest
	@ValueSource(strings = { "", "<t:TokenType/>", "<t:TokenType />", "<t:TokenType a='/>'></t:TokenType>",
			"<t:TokenType>" + SAML_2 + "</t:TokenType>", "<t:TokenType>\n " + SAML_1 + "\n</t:TokenType >",
			"<TokenType xmlns='" + TRUST + "'>x</TokenType>",
			"<t:TokenType>http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1</t:TokenType>" })
	void kindIsThatOfTheAssertionWhateverTheTokenTypeSays(String tokenType) {
		String assertion = assertion(SAML_1);
		String token = token(assertion);
		String expected = response("<TokenType xmlns=\"" + TRUST + "\">" + SAML_1 + "</TokenType>" + token);
		assertThat(labelled(response(tokenType + token))).isEqualTo(expected);
		assertThat(labelled(response(token + tokenType))).isEqualTo(expected);
		assertThat(labelled(expected)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Assertion", "EncryptedAssertion" })
	void assertionOfSaml2IsLabelled(String element) {
		String token = "<t:RequestedSecurityToken><" + element + " xmlns='" + SAML_2 + "'/></t:RequestedSecurityToken>";
		assertThat(labelled(response(token))).contains("\">" + SAML_2 + "</TokenType>" + token);
	}

	@Test
	void whiteSpaceAroundTheAssertionIsRemovedAndTheAssertionIsUnchanged() {
		String assertion = assertion(SAML_1).replace("</a:Assertion>",
				"\r\n <TokenType>of the assertion</TokenType>&#13;<![CDATA[<x>]]></a:Assertion>");
		assertThat(labelled(response(token("\r\n\t" + assertion + "\n ")))).contains(token(assertion));
	}

	@Test
	void attributesOfAnyLengthAndContentAreSkipped() {
		String filler = " x='" + ">".repeat(50_000) + "'" + " y".repeat(1) + "=\"" + "'".repeat(50_000) + "\"";
		String token = token(assertion(SAML_1)).replaceFirst("RequestedSecurityToken>",
				"RequestedSecurityToken" + filler + ">");
		assertThat(labelled(response("<t:TokenType" + filler + ">x</t:TokenType>" + token)))
			.contains("</TokenType>" + token)
			.doesNotContain("</t:TokenType>");
	}

	@Test
	void firstOfTwoAssertionsIsTaken() {
		String both = token(assertion(SAML_1)) + "</t:RequestSecurityTokenResponse><t:RequestSecurityTokenResponse>"
				+ token(assertion(SAML_2));
		assertThat(labelled(response(both))).containsOnlyOnce("</TokenType>").contains(SAML_1 + "</TokenType>");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "<t:RequestedSecurityToken/>", "<t:RequestedSecurityToken>x</t:RequestedSecurityToken>",
					"<t:RequestedSecurityToken><Assertion/></t:RequestedSecurityToken>",
					"<t:RequestedSecurityToken><b xmlns='urn:x'><Assertion xmlns='" + SAML_1
							+ "'/></b></t:RequestedSecurityToken>",
					"<t:Other><Assertion xmlns='" + SAML_1 + "'/></t:Other>" })
	void otherElementIsNotAnAssertion(String content) {
		assertThat(WsTrustResponse.find(Xml.parse(response(content)))).isNull();
	}

	private static String labelled(String response) {
		return WsTrustResponse.find(Xml.parse(response)).withTokenType(response);
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
