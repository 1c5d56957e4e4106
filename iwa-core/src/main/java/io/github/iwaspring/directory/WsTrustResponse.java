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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The federation service's response to a ticket: the assertion.
 * <p>
 * msal4j gets a response with a stand-in for the assertion, and the assertion itself
 * takes its place in the token request. msal4j would write it anew with whatever XML
 * library is on the class path, but it is signed. It would also choose the grant by the
 * {@code TokenType}, whose names differ between services; here the kind is read from the
 * assertion.
 *
 * @param kind the kind of the assertion
 * @param assertion the assertion, as it was received
 */
record WsTrustResponse(SamlKind kind, String assertion) {

	private static final int UNAUTHORIZED = 401;

	private static final String PARAMETER = "assertion=";

	/**
	 * A response in both versions of WS-Trust, of which msal4j reads the one that it
	 * requested, with a stand-in for the assertion.
	 */
	private static final String RESPONSE = """
			<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>\
			<t:RequestSecurityTokenResponseCollection xmlns:t="http://docs.oasis-open.org/ws-sx/ws-trust/200512">\
			<t:RequestSecurityTokenResponse><t:TokenType>%1$s</t:TokenType>\
			<t:RequestedSecurityToken><assertion/></t:RequestedSecurityToken></t:RequestSecurityTokenResponse>\
			</t:RequestSecurityTokenResponseCollection>\
			<t:RequestSecurityTokenResponse xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust">\
			<t:TokenType>%1$s</t:TokenType>\
			<t:RequestedSecurityToken><assertion/></t:RequestedSecurityToken></t:RequestSecurityTokenResponse>\
			</s:Body></s:Envelope>""";

	/**
	 * Reads a response.
	 * @param context the sign-in, with the ticket that was sent
	 * @param errors the meaning of Entra ID's errors, where it is Entra ID that takes the
	 * ticket
	 * @throws IwaException if there is no assertion
	 */
	static WsTrustResponse read(DirectoryRequest request, DirectoryResponse response, SignInContext context,
			EntraErrors errors) {
		Xml document = Xml.parse(request, response);
		WsTrustResponse issued = (document != null && response.isOk() && !document.has("Fault")) ? find(document)
				: null;
		if (issued != null) {
			return issued;
		}
		if (document != null) {
			EntraError error = EntraError.ofWsTrust(document);
			if (error != null) {
				throw errors.translate(request, response, error, context.tokenRequest());
			}
			IwaException fault = AdfsErrors.ofFault(request, response, document);
			if (fault != null) {
				throw fault;
			}
		}
		if (response.status() == UNAUTHORIZED) {
			throw AdfsErrors.ofRejectedTicket(request, response, context.isChannelBound(), null);
		}
		if (!response.isOk()) {
			throw AdfsErrors.ofStatus(request, response, context.ticketLength());
		}
		throw request
			.failure(IwaErrorCode.RESPONSE_INVALID, response,
					"The response has no SAML assertion." + response.describeBody())
			.action(DirectoryResponse.CHECK_PROXY + " Otherwise: "
					+ FederationService.action(request,
							new Diagnosis(IwaErrorCode.RESPONSE_INVALID, "", AdfsErrors.EVENT_LOG)))
			.build();
	}

	/**
	 * Finds the first assertion of a response.
	 * @return the assertion, or {@code null} if there is none
	 */
	static @Nullable WsTrustResponse find(Xml document) {
		for (Element wrapper : document.elements("*", "RequestedSecurityToken")) {
			for (Node node = wrapper.getFirstChild(); node != null; node = node.getNextSibling()) {
				SamlKind kind = (node instanceof Element element) ? SamlKind.of(element) : null;
				if (kind != null && wrapper.getNamespaceURI() != null) {
					return new WsTrustResponse(kind, document.source((Element) node));
				}
			}
		}
		return null;
	}

	/**
	 * Writes the response for msal4j.
	 */
	String toMsalResponse() {
		return RESPONSE.formatted(this.kind.namespace);
	}

	/**
	 * Puts the assertion into a token request.
	 * @param form the form of any token request
	 * @return the form, with the assertion in place of another one (RFC 7522, section
	 * 2.1)
	 */
	String addTo(String form) {
		String encoded = Base64.getUrlEncoder().encodeToString(this.assertion.getBytes(StandardCharsets.UTF_8));
		String field = PARAMETER + URLEncoder.encode(encoded, StandardCharsets.UTF_8);
		return Arrays.stream(form.split("&"))
			.map((present) -> present.startsWith(PARAMETER) ? field : present)
			.collect(Collectors.joining("&"));
	}

	/**
	 * Omits the assertion.
	 */
	@Override
	public String toString() {
		return "WsTrustResponse[" + this.kind + "]";
	}

	/**
	 * The kinds of assertions, each with its namespace, which is the one
	 * {@code TokenType} that all implementations know.
	 */
	enum SamlKind {

		/**
		 * SAML 1.0 and 1.1, which share a namespace.
		 */
		SAML_1("urn:oasis:names:tc:SAML:1.0:assertion"),

		/**
		 * SAML 2.0.
		 */
		SAML_2("urn:oasis:names:tc:SAML:2.0:assertion");

		private static final List<String> ELEMENTS = List.of("Assertion", "EncryptedAssertion");

		private final String namespace;

		SamlKind(String namespace) {
			this.namespace = namespace;
		}

		static @Nullable SamlKind of(Element element) {
			for (SamlKind kind : values()) {
				if (kind.namespace.equals(element.getNamespaceURI()) && ELEMENTS.contains(element.getLocalName())) {
					return kind;
				}
			}
			return null;
		}

	}

}
