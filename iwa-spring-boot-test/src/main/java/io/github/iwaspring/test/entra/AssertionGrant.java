package io.github.iwaspring.test.entra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import io.github.iwaspring.test.support.Elements;
import io.github.iwaspring.test.support.Xml;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The grant that is a SAML 1.1 assertion of the federated AD FS.
 */
final class AssertionGrant {

	static final String TYPE = "urn:ietf:params:oauth:grant-type:saml1_1-bearer";

	private static final String SAML = "urn:oasis:names:tc:SAML:1.0:assertion";

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
	 * @param encoded the assertion in Base64, of either alphabet
	 * @return the user that it is about
	 * @throws EntraError if it is not acceptable
	 */
	User redeem(String encoded) throws EntraError {
		Element assertion = read(encoded);
		String issuer = assertion.getAttribute("Issuer");
		if (!issuer.equals(this.trust.issuer())) {
			throw EntraError.issuerUnknown(issuer);
		}
		if (!AssertionSignature.isValid(assertion, "AssertionID", this.trust.signingKey().get())) {
			throw EntraError.assertionSignature();
		}
		checkConditions(Elements.child(assertion, SAML, "Conditions"));
		User user = this.tenant.accountOfImmutableId(immutableId(assertion));
		if (user == null) {
			throw EntraError.userUnknown();
		}
		return user;
	}

	private static Element read(String encoded) throws EntraError {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(encoded.replace('+', '-').replace('/', '_'));
			Element assertion = Xml.parse(new String(bytes, StandardCharsets.UTF_8)).getDocumentElement();
			if (SAML.equals(assertion.getNamespaceURI()) && "Assertion".equals(assertion.getLocalName())) {
				return assertion;
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			// falls through to the refusal
		}
		throw EntraError.assertionMalformed();
	}

	private void checkConditions(@Nullable Element conditions) throws EntraError {
		if (conditions == null) {
			throw EntraError.assertionMalformed();
		}
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
		Element restriction = Elements.child(conditions, SAML, "AudienceRestrictionCondition");
		if (!FederationTrust.AUDIENCE.equals(Elements.text(restriction, SAML, "Audience"))) {
			throw EntraError.assertionAudience();
		}
	}

	private static String immutableId(Element assertion) throws EntraError {
		Element statement = Elements.child(assertion, SAML, "AttributeStatement");
		if (statement != null) {
			for (Element attribute : Elements.children(statement, SAML, "Attribute")) {
				String value = Elements.text(attribute, SAML, "AttributeValue");
				if ("ImmutableID".equals(attribute.getAttribute("AttributeName")) && value != null) {
					return value;
				}
			}
		}
		throw EntraError.assertionMalformed();
	}

}
