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

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The federation metadata (MEX): a WSDL 1.1 document with WS-PolicyAttachment. The
 * endpoints for tickets are the ports of those bindings that use SOAP 1.2 over HTTP,
 * issue tokens, and have a policy that demands Negotiate. Prefixes and order do not
 * matter; what is incomplete is ignored.
 */
final class FederationMetadata {

	private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";

	private static final String SOAP_12 = "http://schemas.xmlsoap.org/wsdl/soap12/";

	private static final String HTTP_TRANSPORT = "http://schemas.xmlsoap.org/soap/http";

	private static final String NEGOTIATE = "NegotiateAuthentication";

	private final Xml document;

	private final Set<String> policies = new HashSet<>();

	private final Map<String, WsTrustVersion> bindings = new HashMap<>();

	private FederationMetadata(Xml document) {
		this.document = document;
	}

	/**
	 * Chooses the endpoint for the ticket: the first one of the best version at an https
	 * address on a trusted host. Without a trusted host it is the first one at an https
	 * address, so that its later refusal names it.
	 * @param trusted whether an address may receive a ticket
	 * @return metadata with this endpoint alone, normalized for msal4j
	 * @throws IwaException if there is no such endpoint
	 */
	static String normalize(DirectoryRequest request, DirectoryResponse response, Predicate<URI> trusted) {
		if (!response.isOk()) {
			throw AdfsErrors.ofStatus(request, response, 0);
		}
		Xml document = Xml.parse(request, response);
		if (document == null) {
			throw request
				.failure(IwaErrorCode.RESPONSE_INVALID, response,
						"The response is not an XML document." + response.describeBody())
				.action(DirectoryResponse.CHECK_PROXY)
				.build();
		}
		List<Endpoint> endpoints = new FederationMetadata(document).endpoints();
		List<Endpoint> usable = endpoints.stream().filter((endpoint) -> endpoint.url() != null).toList();
		if (usable.isEmpty()) {
			Diagnosis diagnosis = missing(endpoints);
			throw request.failure(diagnosis.code(), response, diagnosis.description())
				.action(FederationService.action(request, diagnosis))
				.build();
		}
		return usable.stream()
			.filter((endpoint) -> endpoint.url() != null && trusted.test(endpoint.url()))
			.findFirst()
			.orElse(usable.get(0))
			.toMetadata();
	}

	private static Diagnosis missing(List<Endpoint> unusable) {
		String description = unusable.isEmpty() ? "The federation metadata names no windowstransport endpoint."
				: "The federation metadata names no windowstransport endpoint at an https address that can be used. "
						+ unusable.get(0).named().flaw();
		return new Diagnosis(IwaErrorCode.FEDERATION_ENDPOINT_MISSING, description,
				"An AD FS administrator enables /adfs/services/trust/13/windowstransport "
						+ "or /adfs/services/trust/2005/windowstransport.");
	}

	/**
	 * Finds the endpoints: those of the better version first, else in document order.
	 */
	private List<Endpoint> endpoints() {
		readPolicies();
		readBindings();
		List<Endpoint> endpoints = new ArrayList<>();
		for (Element port : this.document.elements(WSDL, "port")) {
			WsTrustVersion version = this.bindings.get(localName(port.getAttribute("binding")));
			String address = address(port);
			if (version != null && address != null) {
				endpoints.add(new Endpoint(version, DirectoryUrl.parse(address)));
			}
		}
		endpoints.sort(Comparator.comparing(Endpoint::version));
		return endpoints;
	}

	private void readPolicies() {
		for (Element negotiate : this.document.elements("*", NEGOTIATE)) {
			for (Node node = negotiate.getParentNode(); node instanceof Element element; node = node.getParentNode()) {
				String id = "Policy".equals(element.getLocalName()) ? id(element) : null;
				if (id != null) {
					this.policies.add(id);
				}
			}
		}
	}

	private void readBindings() {
		for (Element binding : this.document.elements(WSDL, "binding")) {
			WsTrustVersion version = isSoapOverHttp(binding) ? version(binding) : null;
			if (version != null && negotiates(binding)) {
				this.bindings.put(binding.getAttribute("name"), version);
			}
		}
	}

	private boolean negotiates(Element binding) {
		return !Xml.elements(binding, "*", NEGOTIATE).isEmpty() || Xml.elements(binding, "*", "PolicyReference")
			.stream()
			.anyMatch((reference) -> this.policies.contains(fragment(reference.getAttribute("URI"))));
	}

	private static boolean isSoapOverHttp(Element binding) {
		return Xml.elements(binding, SOAP_12, "binding")
			.stream()
			.anyMatch((soap) -> HTTP_TRANSPORT.equalsIgnoreCase(soap.getAttribute("transport").strip()));
	}

	private static @Nullable WsTrustVersion version(Element binding) {
		for (Element operation : Xml.elements(binding, SOAP_12, "operation")) {
			WsTrustVersion version = WsTrustVersion.ofAction(operation.getAttribute("soapAction"));
			if (version != null) {
				return version;
			}
		}
		return null;
	}

	/**
	 * The address by WS-Addressing, else that of the SOAP binding.
	 */
	private static @Nullable String address(Element port) {
		for (Element reference : Xml.elements(port, "*", "EndpointReference")) {
			for (Element address : Xml.elements(reference, "*", "Address")) {
				return address.getTextContent();
			}
		}
		return Xml.elements(port, SOAP_12, "address")
			.stream()
			.map((address) -> address.getAttribute("location"))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String id(Element policy) {
		for (int i = 0; i < policy.getAttributes().getLength(); i++) {
			Attr attribute = (Attr) policy.getAttributes().item(i);
			if ("id".equalsIgnoreCase(attribute.getLocalName())) {
				return attribute.getValue().strip();
			}
		}
		return null;
	}

	private static String fragment(String uri) {
		return uri.substring(uri.indexOf('#') + 1).strip();
	}

	private static String localName(String qualifiedName) {
		return qualifiedName.substring(qualifiedName.indexOf(':') + 1).strip();
	}

	/**
	 * The versions of WS-Trust that msal4j knows, the better one first.
	 */
	private enum WsTrustVersion {

		V1_3("http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue"),

		FEBRUARY_2005("http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue");

		/**
		 * The SOAP action that requests a token.
		 */
		private final String issueAction;

		WsTrustVersion(String issueAction) {
			this.issueAction = issueAction;
		}

		static @Nullable WsTrustVersion ofAction(String action) {
			for (WsTrustVersion version : values()) {
				if (version.issueAction.equalsIgnoreCase(action.strip())) {
					return version;
				}
			}
			return null;
		}

	}

	/**
	 * An endpoint for tickets.
	 *
	 * @param version the version of WS-Trust
	 * @param named its address
	 */
	private record Endpoint(WsTrustVersion version, DirectoryUrl named) {

		private static final String METADATA = """
				<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" \
				xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy" \
				xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" \
				xmlns:wsa10="http://www.w3.org/2005/08/addressing" \
				xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" \
				xmlns:http="http://schemas.microsoft.com/ws/06/2004/policy/http">\
				<wsp:Policy wsu:Id="policy"><wsp:ExactlyOne><wsp:All><http:NegotiateAuthentication/></wsp:All>\
				</wsp:ExactlyOne></wsp:Policy>\
				<wsdl:binding name="windows"><wsp:PolicyReference URI="#policy"/>\
				<soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>\
				<wsdl:operation><soap12:operation soapAction="%s"/></wsdl:operation></wsdl:binding>\
				<wsdl:service><wsdl:port binding="windows"><wsa10:EndpointReference>\
				<wsa10:Address>%s</wsa10:Address></wsa10:EndpointReference></wsdl:port></wsdl:service>\
				</wsdl:definitions>""";

		@Nullable URI url() {
			return this.named.url();
		}

		/**
		 * Writes metadata with this endpoint alone. msal4j looks for prefixes, for the
		 * first operation of a binding, and for attributes that may be missing.
		 */
		String toMetadata() {
			return METADATA.formatted(this.version.issueAction,
					String.valueOf(url()).replace("&", "&amp;").replace("<", "&lt;"));
		}

	}

}
