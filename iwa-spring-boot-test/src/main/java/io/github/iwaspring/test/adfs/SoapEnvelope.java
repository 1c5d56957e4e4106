package io.github.iwaspring.test.adfs;

import java.io.IOException;

import io.github.iwaspring.test.support.Elements;
import io.github.iwaspring.test.support.Xml;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A request for a security token, read from its SOAP envelope.
 */
final class SoapEnvelope {

	static final String CONTENT_TYPE = "application/soap+xml; charset=utf-8";

	private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";

	private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";

	private static final String POLICY = "http://schemas.xmlsoap.org/ws/2004/09/policy";

	private final WsTrustVersion version;

	private final @Nullable Element header;

	private final @Nullable Element request;

	private SoapEnvelope(WsTrustVersion version, Element envelope) {
		this.version = version;
		this.header = Elements.child(envelope, SOAP, "Header");
		this.request = Elements.child(Elements.child(envelope, SOAP, "Body"), version.namespace(),
				"RequestSecurityToken");
	}

	static SoapEnvelope read(WsTrustVersion version, String body) throws Refusal {
		try {
			return new SoapEnvelope(version, Xml.parse(body).getDocumentElement());
		}
		catch (IOException ex) {
			throw Refusal.invalidRequest(version, "The message is not XML.");
		}
	}

	/**
	 * Checks that a bearer token for Entra ID is asked for, here, and for nobody but the
	 * caller.
	 * @param address the address of this endpoint
	 * @param audience by which name Entra ID is known
	 * @throws Refusal if anything else is asked for
	 */
	void check(String address, String audience) throws Refusal {
		require(this.request != null, "There is no RequestSecurityToken.");
		require(this.version.requestAction().equals(Elements.text(this.header, ADDRESSING, "Action")),
				"The action is not that of the endpoint.");
		require(address.equals(Elements.text(this.header, ADDRESSING, "To")), "The message is for another address.");
		require(this.version.issueType().equals(trust("RequestType")), "Only the issue of tokens is supported.");
		require(this.version.bearerKeyType().equals(trust("KeyType")), "Only bearer tokens are supported.");
		require(trust("OnBehalfOf") == null, "The caller may not act for somebody else.");
		Element appliesTo = Elements.child(this.request, POLICY, "AppliesTo");
		Element reference = Elements.child(appliesTo, ADDRESSING, "EndpointReference");
		if (!audience.equals(Elements.text(reference, ADDRESSING, "Address"))) {
			throw Refusal.unknownRelyingParty(this.version);
		}
	}

	@Nullable String messageId() {
		return Elements.text(this.header, ADDRESSING, "MessageID");
	}

	private @Nullable String trust(String localName) {
		return Elements.text(this.request, this.version.namespace(), localName);
	}

	private void require(boolean condition, String reason) throws Refusal {
		if (!condition) {
			throw Refusal.invalidRequest(this.version, reason);
		}
	}

}
