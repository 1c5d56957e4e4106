package io.github.iwaspring.directory;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint of WS-Trust for Windows credentials.
 *
 * @param version the version that it speaks
 * @param address its address, as the metadata spells it
 */
record WindowsEndpoint(WsTrustVersion version, String address) {

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

	/**
	 * The address as a URL.
	 * @return the URL, or {@code null} if the address is no https URL
	 */
	@Nullable URI url() {
		return HttpsUrl.parse(this.address.strip());
	}

	/**
	 * Metadata that names this endpoint alone, in the one form that msal4j is sure to
	 * read: it looks for prefixes, for the first operation of a binding, and for
	 * attributes that may be missing.
	 * @param url the address of the endpoint
	 */
	String metadata(URI url) {
		return METADATA.formatted(this.version.issueAction(),
				url.toString().replace("&", "&amp;").replace("<", "&lt;"));
	}

}
