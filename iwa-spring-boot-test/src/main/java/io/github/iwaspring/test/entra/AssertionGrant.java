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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import io.github.iwaspring.test.support.Xml;
import io.github.iwaspring.test.tenant.DesktopSsoTokens;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The assertion grants for SAML 1.1 and SAML 2.0 (RFC 7522), with assertions of the
 * federated AD FS, or of Seamless SSO.
 */
final class AssertionGrant {

	private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

	private final Tenant tenant;

	private final FederationTrust trust;

	private final Clock clock;

	AssertionGrant(Tenant tenant, FederationTrust trust, Clock clock) {
		this.tenant = tenant;
		this.trust = trust;
		this.clock = clock;
	}

	/**
	 * Redeems an assertion.
	 * @param dialect the version of SAML that the grant type names
	 * @param encoded the assertion in Base64, with either alphabet
	 * @return the user that the assertion is about
	 * @throws EntraError if the assertion is not acceptable
	 */
	User redeem(SamlDialect dialect, String encoded) throws EntraError {
		Element assertion = read(dialect, encoded);
		if (this.trust.desktopSso() != null) {
			return redeem(assertion, this.trust.desktopSso());
		}
		String issuer = dialect.issuer(assertion);
		if (!issuer.equals(this.trust.issuer())) {
			throw EntraError.issuerUnknown(issuer);
		}
		if (!AssertionSignature.isValid(assertion, dialect.idAttribute(), this.trust.signingKey().get())) {
			throw EntraError.assertionSignature();
		}
		Element conditions = dialect.conditions(assertion);
		if (conditions == null) {
			throw EntraError.assertionMalformed();
		}
		checkTime(conditions);
		if (!this.trust.audience().equals(dialect.audience(conditions))) {
			throw EntraError.assertionAudience();
		}
		String immutableId = dialect.immutableId(assertion);
		if (immutableId == null) {
			throw EntraError.assertionMalformed();
		}
		User user = this.tenant.accountOfImmutableId(immutableId);
		if (user == null) {
			throw EntraError.userUnknown();
		}
		return user;
	}

	private static User redeem(Element assertion, DesktopSsoTokens tokens) throws EntraError {
		NodeList children = assertion.getElementsByTagName("DesktopSsoToken");
		User user = (children.getLength() == 1) ? tokens.redeem(children.item(0).getTextContent()) : null;
		if (user == null) {
			throw EntraError.assertionMalformed();
		}
		return user;
	}

	private static Element read(SamlDialect dialect, String encoded) throws EntraError {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(encoded.replace('+', '-').replace('/', '_'));
			Element assertion = Xml.parse(new String(bytes, StandardCharsets.UTF_8)).getDocumentElement();
			if (dialect.isAssertion(assertion)) {
				return assertion;
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			// falls through to the error
		}
		throw EntraError.assertionMalformed();
	}

	private void checkTime(Element conditions) throws EntraError {
		try {
			Instant now = this.clock.instant();
			Instant notBefore = Instant.parse(conditions.getAttribute("NotBefore"));
			Instant notOnOrAfter = Instant.parse(conditions.getAttribute("NotOnOrAfter"));
			if (now.plus(CLOCK_SKEW).isBefore(notBefore) || !now.minus(CLOCK_SKEW).isBefore(notOnOrAfter)) {
				throw EntraError.assertionTime();
			}
		}
		catch (DateTimeException ex) {
			throw EntraError.assertionMalformed();
		}
	}

}
