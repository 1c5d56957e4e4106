package io.github.iwaspring.test.adfs;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;

import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.support.Xml;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.User;
import org.w3c.dom.Element;

/**
 * Writes and signs SAML 1.1 assertions about users who showed a Kerberos ticket.
 */
public final class SamlIssuer {

	private static final String ASSERTION = """
			<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" MajorVersion="1" MinorVersion="1" \
			AssertionID="%1$s" Issuer="%2$s" IssueInstant="%3$s">\
			<saml:Conditions NotBefore="%3$s" NotOnOrAfter="%4$s"><saml:AudienceRestrictionCondition>\
			<saml:Audience>%5$s</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions>\
			<saml:AttributeStatement>%6$s<saml:Attribute AttributeName="UPN" \
			AttributeNamespace="http://schemas.xmlsoap.org/claims"><saml:AttributeValue>%7$s</saml:AttributeValue>\
			</saml:Attribute><saml:Attribute AttributeName="ImmutableID" \
			AttributeNamespace="http://schemas.microsoft.com/LiveID/Federation/2008/05">\
			<saml:AttributeValue>%8$s</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>\
			<saml:AuthenticationStatement AuthenticationMethod="urn:federation:authentication:windows" \
			AuthenticationInstant="%3$s">%6$s</saml:AuthenticationStatement></saml:Assertion>""";

	private static final String SUBJECT = """
			<saml:Subject><saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">%s\
			</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>\
			urn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>""";

	private final String issuer;

	private final Supplier<KeyMaterial> signing;

	private final Clock clock;

	/**
	 * Creates an issuer.
	 * @param issuer the name of the issuer
	 * @param signing the key to sign with
	 * @param clock tells the time of issue
	 */
	public SamlIssuer(String issuer, Supplier<KeyMaterial> signing, Clock clock) {
		this.issuer = issuer;
		this.signing = signing;
		this.clock = clock;
	}

	/**
	 * Issues an assertion for Entra ID.
	 * @param user whom it is about
	 * @param lifetime how long it is valid
	 * @return the assertion
	 */
	public Assertion issue(User user, Duration lifetime) {
		return issue(user, FederationTrust.AUDIENCE, lifetime);
	}

	/**
	 * Issues an assertion.
	 * @param user whom it is about
	 * @param audience whom it is for
	 * @param lifetime how long it is valid
	 * @return the assertion
	 */
	public Assertion issue(User user, String audience, Duration lifetime) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		String id = "_" + UUID.randomUUID();
		String subject = SUBJECT.formatted(Xml.escape(user.immutableId()));
		String unsigned = ASSERTION.formatted(id, Xml.escape(this.issuer), now, now.plus(lifetime),
				Xml.escape(audience), subject, Xml.escape(user.upn()), Xml.escape(user.immutableId()));
		return new Assertion(id, now, now.plus(lifetime), sign(unsigned, id));
	}

	private String sign(String unsigned, String id) {
		XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
		try {
			Element assertion = Xml.parse(unsigned).getDocumentElement();
			assertion.setIdAttribute("AssertionID", true);
			Reference reference = signatures.newReference("#" + id,
					signatures.newDigestMethod(DigestMethod.SHA256, null),
					List.of(signatures.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
							signatures.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
					null, null);
			SignedInfo signedInfo = signatures.newSignedInfo(
					signatures.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE,
							(C14NMethodParameterSpec) null),
					signatures.newSignatureMethod(SignatureMethod.RSA_SHA256, null), List.of(reference));
			signatures.newXMLSignature(signedInfo, keyInfo(signatures.getKeyInfoFactory()))
				.sign(new DOMSignContext(this.signing.get().privateKey(), assertion));
			return Xml.write(assertion);
		}
		catch (IOException | GeneralSecurityException | MarshalException | XMLSignatureException ex) {
			throw new IllegalStateException("An assertion could not be signed", ex);
		}
	}

	private KeyInfo keyInfo(KeyInfoFactory factory) {
		return factory.newKeyInfo(List.of(factory.newX509Data(List.of(this.signing.get().certificate()))));
	}

	/**
	 * A signed assertion.
	 *
	 * @param id its id
	 * @param issuedAt when it was issued
	 * @param expiresAt until when it is valid
	 * @param xml the assertion itself
	 */
	public record Assertion(String id, Instant issuedAt, Instant expiresAt, String xml) {

		@Override
		public String toString() {
			return "Assertion[" + this.id + "]";
		}

	}

}
