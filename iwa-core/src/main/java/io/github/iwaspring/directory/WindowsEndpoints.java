package io.github.iwaspring.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The endpoints for Windows credentials in a metadata document (WSDL 1.1 with
 * WS-PolicyAttachment): the ports of those bindings that speak SOAP 1.2 over HTTP, issue
 * tokens, and have a policy that demands Negotiate. Prefixes and order do not matter, and
 * what is incomplete is passed over.
 */
final class WindowsEndpoints {

	private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";

	private static final String SOAP_12 = "http://schemas.xmlsoap.org/wsdl/soap12/";

	private static final String HTTP_TRANSPORT = "http://schemas.xmlsoap.org/soap/http";

	private static final String NEGOTIATE = "NegotiateAuthentication";

	private final Xml metadata;

	private final Set<String> policies = new HashSet<>();

	private final Map<String, WsTrustVersion> bindings = new HashMap<>();

	private WindowsEndpoints(Xml metadata) {
		this.metadata = metadata;
	}

	/**
	 * Finds the endpoints.
	 * @return the endpoints, those of the better version first, else in the order of the
	 * document
	 */
	static List<WindowsEndpoint> in(Xml metadata) {
		WindowsEndpoints endpoints = new WindowsEndpoints(metadata);
		endpoints.readPolicies();
		endpoints.readBindings();
		return endpoints.readPorts();
	}

	private void readPolicies() {
		for (Element negotiate : this.metadata.elements("*", NEGOTIATE)) {
			for (Node node = negotiate.getParentNode(); node instanceof Element element; node = node.getParentNode()) {
				String id = "Policy".equals(element.getLocalName()) ? id(element) : null;
				if (id != null) {
					this.policies.add(id);
				}
			}
		}
	}

	private void readBindings() {
		for (Element binding : this.metadata.elements(WSDL, "binding")) {
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

	private List<WindowsEndpoint> readPorts() {
		List<WindowsEndpoint> endpoints = new ArrayList<>();
		for (Element port : this.metadata.elements(WSDL, "port")) {
			WsTrustVersion version = this.bindings.get(localName(port.getAttribute("binding")));
			String address = address(port);
			if (version != null && address != null) {
				endpoints.add(new WindowsEndpoint(version, address));
			}
		}
		endpoints.sort(Comparator.comparing(WindowsEndpoint::version));
		return endpoints;
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

}
