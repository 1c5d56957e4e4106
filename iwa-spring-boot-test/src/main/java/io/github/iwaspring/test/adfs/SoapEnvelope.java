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

package io.github.iwaspring.test.adfs;

import java.io.IOException;

import io.github.iwaspring.test.support.Xml;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A request for a security token, parsed from its SOAP envelope.
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
		this.header = Xml.child(envelope, SOAP, "Header");
		this.request = Xml.child(Xml.child(envelope, SOAP, "Body"), version.namespace(), "RequestSecurityToken");
	}

	static SoapEnvelope read(WsTrustVersion version, String body) throws AdfsError {
		try {
			return new SoapEnvelope(version, Xml.parse(body).getDocumentElement());
		}
		catch (IOException ex) {
			throw AdfsError.invalidRequest(version, "The message is not XML.");
		}
	}

	/**
	 * Checks that the request is for this endpoint, for a bearer token for Entra ID, and
	 * not on behalf of another user.
	 * @param address the address of this endpoint
	 * @param audience the audience that names Entra ID
	 * @throws AdfsError if the request is for anything else
	 */
	void check(String address, String audience) throws AdfsError {
		require(this.request != null, "There is no RequestSecurityToken.");
		require(this.version.requestAction().equals(Xml.text(this.header, ADDRESSING, "Action")),
				"The action is not that of the endpoint.");
		require(address.equals(Xml.text(this.header, ADDRESSING, "To")), "The message is for another address.");
		require(this.version.issueType().equals(trust("RequestType")), "Only the issue of tokens is supported.");
		require(this.version.bearerKeyType().equals(trust("KeyType")), "Only bearer tokens are supported.");
		require(trust("OnBehalfOf") == null, "The caller may not act for somebody else.");
		Element appliesTo = Xml.child(this.request, POLICY, "AppliesTo");
		Element reference = Xml.child(appliesTo, ADDRESSING, "EndpointReference");
		if (!audience.equals(Xml.text(reference, ADDRESSING, "Address"))) {
			throw AdfsError.unknownRelyingParty(this.version);
		}
	}

	@Nullable String messageId() {
		return Xml.text(this.header, ADDRESSING, "MessageID");
	}

	private @Nullable String trust(String localName) {
		return Xml.text(this.request, this.version.namespace(), localName);
	}

	private void require(boolean condition, String reason) throws AdfsError {
		if (!condition) {
			throw AdfsError.invalidRequest(this.version, reason);
		}
	}

}
