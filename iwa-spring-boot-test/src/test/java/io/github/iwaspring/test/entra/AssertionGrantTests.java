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

package io.github.iwaspring.test.entra;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

import javax.xml.crypto.dsig.CanonicalizationMethod;

import io.github.iwaspring.test.adfs.SamlIssuer;
import io.github.iwaspring.test.adfs.SamlVersion;
import io.github.iwaspring.test.pki.CertificateAuthority;
import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AssertionGrant}.
 */
class AssertionGrantTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final Duration HOUR = Duration.ofHours(1);

	private static final String ISSUER = "http://localhost/adfs/services/trust/";

	private static final KeyMaterial KEY = key();

	private static final SamlIssuer ADFS = issuer(ISSUER, KEY, NOW);

	private final Tenant tenant = Tenant.of(List.of(User.ALICE, User.BOB, User.OLGA));

	@Test
	void redeemReturnsTheUserOfTheAssertion() throws Exception {
		assertThat(redeem(alice())).isEqualTo(User.ALICE);
	}

	@Test
	void readsEitherAlphabetOfBase64() throws Exception {
		byte[] bytes = alice().getBytes(StandardCharsets.UTF_8);
		for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding())) {
			assertThat(grant(NOW).redeem(SamlDialect.SAML_1_1, encoder.encodeToString(bytes))).isEqualTo(User.ALICE);
		}
	}

	@Test
	void redeemWhenModifiedThenRefuses() {
		String tampered = alice().replace(User.ALICE.immutableId(), User.BOB.immutableId());
		assertRefused(tampered, "AADSTS50013");
	}

	@Test
	void redeemWhenNotSignedThenRefuses() {
		assertRefused(unsigned(alice()), "AADSTS50013");
	}

	@Test
	void redeemWhenSignedByAnotherKeyThenRefuses() {
		SamlIssuer forger = issuer(ISSUER, key(), NOW);
		assertRefused(forger.issue(User.ALICE, FederationTrust.AUDIENCE, HOUR).xml(), "AADSTS50013");
	}

	@Test
	void redeemWhenSignedAssertionIsWrappedInForgedOneThenRefuses() {
		String signed = alice();
		String forged = unsigned(signed).replaceAll("AssertionID=\"[^\"]+\"", "AssertionID=\"_forged\"")
			.replace(User.ALICE.immutableId(), User.BOB.immutableId());
		String signature = signature(signed);
		String inside = forged.replace("</saml:Assertion>", signature + "</saml:Assertion>");
		assertRefused(inside, "AADSTS50013");
		String withObject = signature.replace("</Signature>", object(unsigned(signed)) + "</Signature>");
		assertRefused(forged.replace("</saml:Assertion>", withObject + "</saml:Assertion>"), "AADSTS50013");
		assertRefused(forged.replace("</saml:Assertion>", signed + "</saml:Assertion>"), "AADSTS50013");
		assertRefused("<x>" + signed + "</x>", "AADSTS50008");
	}

	@Test
	void redeemWhenTwoElementsHaveOneIdThenRefuses() {
		String signed = alice();
		String doubled = signed.replace("<saml:Conditions ",
				"<saml:Advice>" + unsigned(signed) + "</saml:Advice><saml:Conditions ");
		assertRefused(doubled, "AADSTS50013");
	}

	@Test
	void redeemWhenSignatureOfAnotherFormThenRefuses() throws Exception {
		String unsigned = unsigned(alice());
		String uri = "#" + id(unsigned);
		assertThat(redeem(resign(unsigned, uri, CanonicalizationMethod.EXCLUSIVE))).isEqualTo(User.ALICE);
		assertRefused(resign(unsigned, "", CanonicalizationMethod.EXCLUSIVE), "AADSTS50013");
		assertRefused(resign(unsigned, uri, CanonicalizationMethod.INCLUSIVE), "AADSTS50013");
	}

	@Test
	void redeemWhenSignedAssertionContainsAssertionThenRefuses() throws Exception {
		String nested = unsigned(alice()).replace("<saml:Conditions ",
				"<saml:Advice>" + unsigned(alice()) + "</saml:Advice><saml:Conditions ");
		assertRefused(resign(nested, "#" + id(nested), CanonicalizationMethod.EXCLUSIVE), "AADSTS50013");
	}

	@Test
	void redeemWhenAnotherAudienceThenRefuses() {
		assertRefused(ADFS.issue(User.ALICE, "urn:federation:Somebody", HOUR).xml(), "AADSTS50008");
	}

	@Test
	void redeemWhenAnotherIssuerThenRefuses() {
		SamlIssuer other = issuer("http://adfs.fabrikam.com/adfs/services/trust/", KEY, NOW);
		assertRefused(other.issue(User.ALICE, FederationTrust.AUDIENCE, HOUR).xml(), "AADSTS50107");
	}

	@Test
	void redeemWhenNotYetValidOrExpiredThenRefuses() throws Exception {
		Instant end = NOW.plus(HOUR);
		assertThat(redeem(alice(), end.plusSeconds(299))).isEqualTo(User.ALICE);
		assertRefused(alice(), end.plusSeconds(300), "AADSTS500133");
		assertThat(redeem(alice(), NOW.minusSeconds(300))).isEqualTo(User.ALICE);
		assertRefused(alice(), NOW.minusSeconds(301), "AADSTS500133");
	}

	@Test
	void redeemsAnAssertionOfSaml2ByItsOwnGrantAlone() throws Exception {
		SamlIssuer saml2 = new SamlIssuer(ISSUER, SamlVersion.V2_0, () -> KEY, Clock.fixed(NOW, ZoneOffset.UTC));
		String assertion = saml2.issue(User.ALICE, FederationTrust.AUDIENCE, HOUR).xml();
		String encoded = Base64.getUrlEncoder().encodeToString(assertion.getBytes(StandardCharsets.UTF_8));
		assertThat(grant(NOW).redeem(SamlDialect.SAML_2_0, encoded)).isEqualTo(User.ALICE);
		assertRefused(assertion, "AADSTS50008");
		String tampered = assertion.replace(User.ALICE.immutableId(), User.BOB.immutableId());
		assertThatExceptionOfType(EntraError.class)
			.isThrownBy(() -> grant(NOW).redeem(SamlDialect.SAML_2_0,
					Base64.getUrlEncoder().encodeToString(tampered.getBytes(StandardCharsets.UTF_8))))
			.withMessageStartingWith("AADSTS50013:");
	}

	@Test
	void redeemWhenUserHasNoAccountThenRefuses() {
		assertRefused(ADFS.issue(User.OLGA, FederationTrust.AUDIENCE, HOUR).xml(), "AADSTS50034");
	}

	@Test
	void redeemWhenNotAnAssertionThenRefuses() {
		assertRefused("<a/>", "AADSTS50008");
		assertRefused("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>", "AADSTS50008");
		assertThatExceptionOfType(EntraError.class).isThrownBy(() -> grant(NOW).redeem(SamlDialect.SAML_1_1, "%%%"));
	}

	private static String alice() {
		return ADFS.issue(User.ALICE, FederationTrust.AUDIENCE, HOUR).xml();
	}

	private static SamlIssuer issuer(String name, KeyMaterial key, Instant time) {
		return new SamlIssuer(name, SamlVersion.V1_1, () -> key, Clock.fixed(time, ZoneOffset.UTC));
	}

	private static KeyMaterial key() {
		return CertificateAuthority.selfSigned("CN=signing", KeyMaterial.generateRsa());
	}

	private static String signature(String assertion) {
		int start = assertion.indexOf("<Signature");
		return assertion.substring(start, assertion.indexOf("</Signature>") + "</Signature>".length());
	}

	private static String unsigned(String assertion) {
		return assertion.replace(signature(assertion), "");
	}

	private static String resign(String assertion, String uri, String canonicalization) throws Exception {
		return XmlSigner.sign(assertion, uri, canonicalization, KEY.privateKey());
	}

	private static String id(String assertion) {
		int start = assertion.indexOf("AssertionID=\"") + "AssertionID=\"".length();
		return assertion.substring(start, assertion.indexOf('"', start));
	}

	private static String object(String content) {
		return "<Object xmlns=\"http://www.w3.org/2000/09/xmldsig#\">" + content + "</Object>";
	}

	private AssertionGrant grant(Instant time) {
		URI metadata = URI.create("https://localhost/adfs/services/trust/mex");
		return new AssertionGrant(this.tenant,
				new FederationTrust(ISSUER, KEY::publicKey, metadata, metadata, FederationTrust.AUDIENCE),
				Clock.fixed(time, ZoneOffset.UTC));
	}

	private User redeem(String assertion) throws EntraError {
		return redeem(assertion, NOW);
	}

	private User redeem(String assertion, Instant time) throws EntraError {
		return grant(time).redeem(SamlDialect.SAML_1_1,
				Base64.getUrlEncoder().encodeToString(assertion.getBytes(StandardCharsets.UTF_8)));
	}

	private void assertRefused(String assertion, String number) {
		assertRefused(assertion, NOW, number);
	}

	private void assertRefused(String assertion, Instant time, String number) {
		assertThatExceptionOfType(EntraError.class).isThrownBy(() -> redeem(assertion, time))
			.withMessageStartingWith(number + ":");
	}

}
