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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import org.springframework.core.io.ClassPathResource;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Metadata documents as they are found in the field: what they are, the document, the
 * path or address that is right, and what msal4j alone makes of it.
 */
final class MetadataDocuments {

	static final String V1_3 = "https://adfs.contoso.com/adfs/services/trust/13/windowstransport";

	static final String V2005 = "https://adfs.contoso.com/adfs/services/trust/2005/windowstransport";

	static final String RIGHT = "right";

	static final String NOTHING = "nothing";

	static final String NULL_POINTER = "NullPointerException";

	private static final String WINDOWS_13 = "CustomBinding_IWSTrust13Async";

	private static final String WINDOWS_2005 = "CustomBinding_IWSTrustFeb2005Async";

	private MetadataDocuments() {
	}

	static Stream<Arguments> all() {
		String adfs = read("adfs.xml");
		String port = "<wsdl:port name=\"other\"/>";
		String reference = "<wsp:PolicyReference/>";
		return Stream.of(arguments("AD FS 2012 R2 to 2019", adfs, V1_3, RIGHT),
				arguments("2005 alone", without(adfs, WINDOWS_13), V2005, RIGHT),
				arguments("1.3 alone, as AD FS 2022 is hardened", without(adfs, WINDOWS_2005), V1_3, RIGHT),
				arguments("service first", serviceFirst(adfs), V1_3, RIGHT),
				arguments("other prefixes for WSDL", adfs.replace("wsdl:", "w:").replace(":wsdl=", ":w="), V1_3, RIGHT),
				arguments("inside a SOAP envelope", enveloped(adfs), V1_3, RIGHT),
				arguments("a dot behind the name of the host", adfs.replace("adfs.contoso.com/", "adfs.contoso.com./"),
						V1_3, V1_3.replace(".com", ".com.")),
				arguments("scheme in capitals", adfs.replace("https://adfs", "HTTPS://adfs"), V1_3, RIGHT),
				arguments("another prefix for the id of a policy", adfs.replace("wsu:", "u:").replace(":wsu=", ":u="),
						V1_3, NULL_POINTER),
				arguments("a port without a binding", adfs.replace("  </wsdl:service>", port + "</wsdl:service>"), V1_3,
						NULL_POINTER),
				arguments("a reference without a URI", adfs.replace("<soap12:binding ", reference + "<soap12:binding "),
						V1_3, NULL_POINTER),
				arguments("white space around addresses", adfs.replace("Address>https", "Address>\n https"), V1_3,
						NOTHING),
				arguments("another operation first", adfs.replaceAll("(<wsdl:operation [^>]*>)",
						"<wsdl:operation name='Cancel'><soap12:operation soapAction='urn:cancel'/></wsdl:operation>$1"),
						V1_3, NOTHING),
				arguments("Negotiate in a policy of its own within the policy", nested(adfs), V1_3, NOTHING),
				arguments("WS-Policy 1.5",
						adfs.replace("http://schemas.xmlsoap.org/ws/2004/09/policy", "http://www.w3.org/ns/ws-policy"),
						V1_3, NOTHING),
				arguments("addresses of SOAP alone",
						adfs.replaceAll("(?s)<wsa10:EndpointReference>.*?</wsa10:Endpoint" + "Reference>", ""), V1_3,
						"MsalClientException"),
				arguments("1.3 over http, 2005 over https", http(adfs), V2005, RIGHT),
				arguments("in the manner of PingFederate", read("pingfederate-like.xml"),
						"https://sso.contoso.com/pf/sts.wst?TokenProcessorId=kerberos&Version=13", NULL_POINTER));
	}

	static Stream<Arguments> useless() {
		String adfs = read("adfs.xml");
		return Stream.of(
				arguments("switched off", without(without(adfs, WINDOWS_13), WINDOWS_2005),
						"no windowstransport endpoint."),
				arguments("http alone", adfs.replace("https://adfs", "http://adfs"), "at an https address"),
				arguments("relative", adfs.replace("https://adfs.contoso.com", ""), "at an https address"),
				arguments("no host", adfs.replace("https://adfs.contoso.com", "https://"), "at an https address"),
				arguments("no URL", adfs.replace("https://adfs.contoso.com", "https://adfs contoso"),
						"at an https address"),
				arguments("underscore", adfs.replace("https://adfs", "https://adfs_1"),
						"adfs_1.contoso.com, has an underscore"),
				arguments("user info", adfs.replace("https://adfs", "https://user@adfs"), "at an https address"),
				arguments("SOAP 1.1 alone",
						adfs.replace("http://schemas.xmlsoap.org/wsdl/soap12/",
								"http://schemas.xmlsoap.org/wsdl/soap/"),
						"no windowstransport endpoint."),
				arguments("SAML metadata", "<EntityDescriptor xmlns='urn:oasis:names:tc:SAML:2.0:metadata'/>",
						"no windowstransport endpoint."));
	}

	static String read(String name) {
		try {
			return new ClassPathResource(name, MetadataDocuments.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String without(String document, String binding) {
		return document.replaceAll("(?s)<wsdl:port name=\"" + binding + "\".*?</wsdl:port>", "")
			.replaceAll("(?s)<wsdl:binding name=\"" + binding + "\".*?</wsdl:binding>", "");
	}

	private static String serviceFirst(String document) {
		int start = document.indexOf("<wsdl:service");
		int end = document.indexOf("</wsdl:definitions>");
		String service = document.substring(start, end);
		return document.replace(service, "").replaceFirst("<wsp:Policy ", service.replace("$", "\\$") + "<wsp:Policy ");
	}

	private static String enveloped(String document) {
		return "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body>"
				+ document.substring(document.indexOf("<wsdl:definitions")) + "</e:Body></e:Envelope>";
	}

	private static String nested(String document) {
		return document.replaceAll("(<http:NegotiateAuthentication [^>]*/>)",
				"<wsp:Policy><wsp:ExactlyOne><wsp:All>$1</wsp:All></wsp:ExactlyOne></wsp:Policy>");
	}

	private static String http(String document) {
		return document.replace(V1_3, V1_3.replace("https", "http"));
	}

}
