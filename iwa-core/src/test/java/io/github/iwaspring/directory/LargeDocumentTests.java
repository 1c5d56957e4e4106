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
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Documents of a megabyte, which are refused or read in time that grows with their
 * length. The limit of time is that of a hang: reading one of them in quadratic time
 * takes longer.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class LargeDocumentTests {

	private static final int MEGABYTE = 1_000_000;

	private static final String WSDL = "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' "
			+ "xmlns:s='http://schemas.xmlsoap.org/wsdl/soap12/' xmlns:h='urn:h' xmlns:p='urn:p'>%s</w:definitions>";

	@ParameterizedTest(name = "{0}")
	@MethodSource("documents")
	void metadataIsRefused(String name, String document) {
		assertThat(document).hasSizeGreaterThan(MEGABYTE / 2);
		DirectoryRequest request = request(ProtocolStep.FEDERATION_METADATA);
		assertThat(catchThrowableOfType(IwaException.class,
				() -> FederationMetadata.normalize(request, response(document), (url) -> true))
			.code()).isIn(IwaErrorCode.RESPONSE_INVALID, IwaErrorCode.FEDERATION_ENDPOINT_MISSING);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("documents")
	void responseToATicketIsRefused(String name, String document) {
		EntraErrors errors = new EntraErrors(Authority.parse("https://login.microsoftonline.com/contoso.com/"), "id");
		AcquisitionContext acquisition = new AcquisitionContext(IwaTokenRequest.defaults(), Duration.ofSeconds(30),
				AcquisitionListener.NONE);
		try (SignInContext context = SignInContext.open(acquisition, new UnusedIdentity())) {
			assertThat(catchThrowableOfType(IwaException.class,
					() -> WsTrustResponse.read(request(ProtocolStep.WS_TRUST), response(document), context, errors))
				.code()).isEqualTo(IwaErrorCode.RESPONSE_INVALID);
		}
	}

	static Stream<Arguments> documents() {
		return Stream.of(arguments("ports", wsdl("<w:port/>", MEGABYTE)),
				arguments("ports, as many as are read, and text",
						WSDL.formatted("<w:port/>".repeat(19_000) + "x ".repeat(MEGABYTE / 2))),
				arguments("bindings", wsdl("<w:binding><s:binding/></w:binding>", MEGABYTE)),
				arguments("bindings within the limit of elements",
						wsdl("<w:binding name='" + "n".repeat(60) + "'><s:binding/></w:binding>", 900_000)),
				arguments("policies", wsdl("<p:Policy><h:NegotiateAuthentication/></p:Policy>", MEGABYTE)),
				arguments("references", wsdl("<w:binding><p:PolicyReference URI='#a'/></w:binding>", MEGABYTE)),
				arguments("nesting of 10,000",
						wsdl("<w:port>".repeat(10_000) + "x".repeat(MEGABYTE) + "</w:port>".repeat(10_000), 1)),
				arguments("nesting as deep as is read, many times",
						wsdl("<w:port>".repeat(190) + "</w:port>".repeat(190), 90_000) + " ".repeat(MEGABYTE / 2)),
				arguments("comments", wsdl("<!---->", MEGABYTE)), arguments("CDATA", wsdl("<![CDATA[]]>x", MEGABYTE)),
				arguments("processing instructions", wsdl("<?a?>", MEGABYTE)),
				arguments("attributes", WSDL.formatted("<a " + numbered("a%d=''") + "/>")),
				arguments("namespaces", WSDL.formatted("<a " + numbered("xmlns:a%d='u'") + "/>")),
				arguments("prefixes",
						WSDL.formatted("<a "
								+ IntStream.range(0, 9_000)
									.mapToObj((i) -> "xmlns:a" + i + "='u'")
									.collect(Collectors.joining(" "))
								+ ">" + "<a0:b x='" + "y".repeat(40) + "'/>".repeat(1) + "<a0:b/>".repeat(19_000)
								+ "</a>" + "z".repeat(MEGABYTE / 2))),
				arguments("a long name", "<" + "n".repeat(MEGABYTE) + "/>"),
				arguments("an attribute that never ends", "<a b='" + "<w:port ".repeat(MEGABYTE / 8)),
				arguments("tags that never end", "<w:port ".repeat(MEGABYTE / 8)),
				arguments("character references", wsdl("&#x41;", MEGABYTE)),
				arguments("entities",
						"<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'>]><d>"
								+ "&b;".repeat(MEGABYTE / 3) + "</d>"),
				arguments("an external entity",
						"<!DOCTYPE d SYSTEM 'file:///dev/zero'><d>" + " ".repeat(MEGABYTE) + "</d>"),
				arguments("AADSTS", wsdl("AADSTS ID MSIS ", MEGABYTE)), arguments("white space", " ".repeat(MEGABYTE)));
	}

	private static String wsdl(String content, int length) {
		return WSDL.formatted(content.repeat(Math.max(1, length / content.length())));
	}

	private static String numbered(String attribute) {
		return IntStream.range(0, 60_000).mapToObj(attribute::formatted).collect(Collectors.joining(" "));
	}

	private static DirectoryRequest request(ProtocolStep step) {
		return new DirectoryRequest(step, "GET", URI.create("https://adfs.contoso.com/adfs/services/trust/mex"));
	}

	private static DirectoryResponse response(String body) {
		return new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), body, null);
	}

}
