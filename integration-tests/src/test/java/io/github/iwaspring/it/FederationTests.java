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

package io.github.iwaspring.it;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.adfs.SamlVersion;
import io.github.iwaspring.test.adfs.WsTrustVersion;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Complete sign-ins with the variants of federation services that exist in the field.
 */
class FederationTests {

	private static final String PROFILE = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#";

	@ParameterizedTest
	@CsvSource({ "FEBRUARY_2005, V1_1", "V1_3, V1_1", "FEBRUARY_2005, V2_0", "V1_3, V2_0" })
	void wsTrustVersionIssuesEitherSamlVersion(WsTrustVersion wsTrust, SamlVersion saml) {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.wsTrust(wsTrust).saml(saml))) {
			assertSignsIn(directory);
		}
	}

	@ParameterizedTest
	@EnumSource
	void tokenTypeMayHaveAnyKnownNameOrBeAbsent(SamlVersion saml) {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.saml(saml))) {
			String type = "<t:TokenType>" + saml.namespace() + "</t:TokenType>";
			Stream
				.of(PROFILE + "SAMLV1.1", PROFILE + "SAMLV2.0", "urn:oasis:names:tc:SAML:2.0:assertion",
						"\n" + saml.namespace() + "\n", "")
				.filter((name) -> !name.equals(saml.namespace()))
				.map((name) -> "<t:TokenType>" + name + "</t:TokenType>")
				.forEach((named) -> assertSignsIn(directory, Hop.WS_TRUST, (body) -> body.replace(type, named)));
			assertSignsIn(directory, Hop.WS_TRUST, (body) -> body.replace(type, ""));
			assertSignsIn(directory, Hop.WS_TRUST, (body) -> body.replace(type, "")
				.replace("<t:RequestedSecurityToken>", type + "<t:RequestedSecurityToken>"));
		}
	}

	@Test
	void signatureHoldsWhenResponseIsIndented() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			assertSignsIn(directory, Hop.WS_TRUST, (body) -> body.replaceAll("(</?(?:s|t):[^>]*>)", "\r\n  $1\r\n  "));
		}
	}

	@Test
	void metadataWithOtherPrefixesAndOrderIsRead() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			assertSignsIn(directory, Hop.METADATA,
					(body) -> body.replace("wsu:", "u:")
						.replace(":wsu=", ":u=")
						.replace("<wsa10:Address>", "<wsa10:Address>\n  ")
						.replace("<wsdl:service ", "<wsdl:service><wsdl:port/></wsdl:service><wsdl:service "));
		}
	}

	@Test
	void endpointOnMetadataHostIsPreferred() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			String address = directory.metadataUrl().resolve("/adfs/services/trust/13/windowstransport").toString();
			assertSignsIn(directory, Hop.METADATA,
					(body) -> body.replace(address, "https://adfs.invalid/adfs/services/trust/13/windowstransport"));
			assertThat(directory.log().requests(Hop.WS_TRUST)).extracting(RecordedRequest::path)
				.containsExactly("/adfs/services/trust/2005/windowstransport");
		}
	}

	@Test
	void tokenThatIsNotAnAssertionIsRejected() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				Application application = Application.start(directory.properties())) {
			directory.on(Hop.WS_TRUST)
				.rewrite((body) -> body.replace("urn:oasis:names:tc:SAML:1.0:assertion", "urn:x"));
			application.refused(IwaErrorCode.RESPONSE_INVALID, Stage.WS_TRUST);
			assertThat(directory.log().requests(Hop.TOKEN)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "urn:federation:MicrosoftOnline", "urn:federation:partner.microsoftonline.cn" })
	void assertionAudienceIsTheCloudOfTheUserRealm(String audience) {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.audience(audience))) {
			assertSignsIn(directory);
		}
	}

	@Test
	void unknownAudienceIsFederationFault() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				Application application = Application.start(directory.properties())) {
			directory.on(Hop.USER_REALM)
				.rewrite((body) -> body.replace("urn:federation:MicrosoftOnline", "urn:federation:Elsewhere"));
			assertThat(application.refused(IwaErrorCode.FEDERATION_FAULT, Stage.WS_TRUST))
				.hasMessageContaining("ID3082");
		}
	}

	@Test
	void serviceBehindAliasNeedsItsServicePrincipal() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.federationHost("127.0.0.1"))) {
			try (Application application = Application.start(directory.properties())) {
				assertThat(application.refused(IwaErrorCode.SPN_UNKNOWN, Stage.KERBEROS))
					.hasMessageContaining("127.0.0.1");
			}
			try (Application application = Application.start(directory.properties(),
					"iwa.kerberos.service-principal=HTTP/localhost")) {
				assertThat(application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
			}
		}
	}

	@Test
	void twoForestsInOneProcessAreIndependent() {
		try (EmbeddedDirectory one = EmbeddedDirectory.start(); EmbeddedDirectory other = EmbeddedDirectory.start()) {
			try (Application first = Application.start(one.properties());
					Application second = Application.start(other.properties(User.BOB))) {
				assertThat(first.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
				assertThat(second.tokens().getToken().username()).isEqualTo(User.BOB.upn());
			}
			for (EmbeddedDirectory directory : new EmbeddedDirectory[] { one, other }) {
				assertThat(directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST,
						Hop.TOKEN);
			}
		}
	}

	@Test
	void ticketIsNotSentToOtherForest() {
		try (EmbeddedDirectory one = EmbeddedDirectory.start(); EmbeddedDirectory other = EmbeddedDirectory.start()) {
			one.announceMetadata(other.metadataUrl());
			try (Application application = Application.start(one.properties())) {
				application.refused(IwaErrorCode.TLS_UNTRUSTED, Stage.FEDERATION_METADATA);
			}
			assertThat(other.log().requests()).isEmpty();
		}
	}

	private static void assertSignsIn(EmbeddedDirectory directory, Hop hop, UnaryOperator<String> change) {
		directory.on(hop).reset().rewrite((body) -> {
			String changed = change.apply(body);
			assertThat(changed).as("the change of " + hop).isNotEqualTo(body);
			return changed;
		});
		assertSignsIn(directory);
	}

	private static void assertSignsIn(EmbeddedDirectory directory) {
		directory.log().clear();
		try (Application application = Application.start(directory.properties())) {
			assertThat(application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
		}
		assertThat(directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN);
	}

}
