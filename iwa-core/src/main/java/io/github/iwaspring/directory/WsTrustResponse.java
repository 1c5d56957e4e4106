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

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The federation service's response to a ticket: the assertion, and the response
 * normalized for msal4j.
 * <p>
 * msal4j chooses the grant by the {@code TokenType}: one name is SAML 1.1, and everything
 * else SAML 2, including the names of the SAML token profile and white space around the
 * right one; without a {@code TokenType} it finds no assertion. With white space behind
 * the assertion it sends it twice. So the kind is read from the assertion itself, and the
 * response is changed around it. The text of the assertion stays as it is: it is signed.
 *
 * @param kind the kind of the assertion
 * @param trustNamespace the namespace of the response
 * @param wrapper the name of the element around the assertion, with its prefix
 */
record WsTrustResponse(SamlKind kind, String trustNamespace, String wrapper) {

	private static final int UNAUTHORIZED = 401;

	private static final String REQUESTED_TOKEN = "RequestedSecurityToken";

	private static final String ATTRIBUTES = "(?:\\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)?";

	private static final Pattern TOKEN_TYPE = Pattern
		.compile("<((?:[\\w.-]+:)?)TokenType" + ATTRIBUTES + "/?>(?:(?<=/>)|[^<]*</\\1TokenType\\s*>)");

	/**
	 * Checks that a response has an assertion.
	 * @param channelBound whether the ticket was bound to the connection
	 * @return the body for msal4j
	 * @throws IwaException if there is no assertion
	 */
	static String normalize(DirectoryRequest request, DirectoryResponse response, boolean channelBound) {
		Xml document = Xml.parse(response.body());
		IwaException fault = (document != null) ? AdfsErrors.ofFault(request, response, document) : null;
		if (fault != null) {
			throw fault;
		}
		if (response.status() == UNAUTHORIZED) {
			throw AdfsErrors.ofRejectedTicket(request, response, channelBound, null);
		}
		if (!response.isOk()) {
			throw AdfsErrors.ofStatus(request, response);
		}
		WsTrustResponse issued = (document != null) ? find(document) : null;
		if (issued == null) {
			throw request
				.failure(IwaErrorCode.RESPONSE_INVALID, response,
						"The response has no SAML assertion." + response.describeBody())
				.action("A proxy may have answered in the host's place; otherwise an AD FS administrator "
						+ "looks at the AD FS event log.")
				.build();
		}
		return issued.withTokenType(response.body());
	}

	/**
	 * Finds the first assertion of a response.
	 * @return the assertion, or {@code null} if there is none
	 */
	static @Nullable WsTrustResponse find(Xml document) {
		for (Element wrapper : document.elements("*", REQUESTED_TOKEN)) {
			for (Node node = wrapper.getFirstChild(); node != null; node = node.getNextSibling()) {
				SamlKind kind = (node instanceof Element element) ? SamlKind.of(element) : null;
				if (kind != null && wrapper.getNamespaceURI() != null) {
					return new WsTrustResponse(kind, wrapper.getNamespaceURI(), wrapper.getTagName());
				}
			}
		}
		return null;
	}

	/**
	 * Sets one {@code TokenType}, and removes white space around the assertion.
	 * @param body the response
	 * @return the response, with the assertion as it was
	 */
	String withTokenType(String body) {
		Matcher start = Pattern.compile("<" + Pattern.quote(this.wrapper) + ATTRIBUTES + ">").matcher(body);
		Matcher end = Pattern.compile("</" + Pattern.quote(this.wrapper) + "\\s*>").matcher(body);
		if (!start.find() || !end.find(start.end())) {
			return body;
		}
		return withoutTokenType(body.substring(0, start.start())) + "<TokenType xmlns=\"" + this.trustNamespace + "\">"
				+ this.kind.namespace + "</TokenType>" + start.group()
				+ body.substring(start.end(), end.start()).strip() + end.group()
				+ withoutTokenType(body.substring(end.end()));
	}

	private static String withoutTokenType(String text) {
		return TOKEN_TYPE.matcher(text).replaceAll("");
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
