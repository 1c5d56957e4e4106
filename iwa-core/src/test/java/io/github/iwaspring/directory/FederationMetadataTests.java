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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.function.Predicate;

import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link FederationMetadata}, with msal4j's own reading of the result.
 */
class FederationMetadataTests {

	private static final DirectoryRequest REQUEST = new DirectoryRequest(ProtocolStep.FEDERATION_METADATA, "GET",
			URI.create("https://adfs.contoso.com/adfs/services/trust/mex"));

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.github.iwaspring.directory.MetadataDocuments#all")
	void msal4jFindsTheEndpointInNormalizedMetadata(String name, String document, String address) throws Exception {
		assertThat(readByMsal4j(metadata(document))).isEqualTo(address);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.github.iwaspring.directory.MetadataDocuments#all")
	void msal4jAloneReadsSomeDocumentsOnly(String name, String document, String address, String verdict)
			throws Exception {
		String read = readByMsal4j(document);
		assertThat(address.equalsIgnoreCase(read) ? MetadataDocuments.RIGHT : read).isEqualTo(verdict);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.github.iwaspring.directory.MetadataDocuments#useless")
	void missingEndpointIsExplained(String name, String document, String reason) {
		IwaException failure = catchThrowableOfType(IwaException.class, () -> metadata(document));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FEDERATION_ENDPOINT_MISSING);
		assertThat(failure).hasMessageContaining(reason).hasMessageEndingWith(failure.action());
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://sso.contoso.com/pf/sts_mex.ping", "https://contoso.okta.com/FederationMetadata/1",
			"https://idp.contoso.com/simplesaml/mex" })
	void missingEndpointOfAnotherServiceIsNotExplainedByAdfs(String url) {
		DirectoryRequest request = new DirectoryRequest(ProtocolStep.FEDERATION_METADATA, "GET", URI.create(url));
		IwaException failure = catchThrowableOfType(IwaException.class,
				() -> FederationMetadata.normalize(request, response("<definitions/>"), (address) -> true));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FEDERATION_ENDPOINT_MISSING);
		assertThat(failure.action()).contains("The administrator of " + request.url().getHost())
			.doesNotContain("AD FS", "/adfs/");
	}

	@Test
	void missingEndpointForSeamlessSsoIsExplainedByEntraId() {
		DirectoryRequest request = new DirectoryRequest(ProtocolStep.FEDERATION_METADATA, "GET",
				URI.create("https://autologon.microsoftazuread-sso.com/contoso.com/winauth/trust/mex?x=1"));
		assertThat(catchThrowableOfType(IwaException.class,
				() -> FederationMetadata.normalize(request, response("<definitions/>"), (address) -> true)))
			.hasMessageContaining("Entra Connect")
			.hasMessageNotContaining("AD FS");
	}

	@Test
	void responseThatIsNotXmlOrHasADocumentTypeIsInvalid() {
		for (String body : new String[] { "", "<html><p></html>", "<!DOCTYPE d [<!ENTITY x 'y'>]>"
				+ MetadataDocuments.read("adfs.xml").replaceFirst("<\\?.*\\?>", "") }) {
			assertThat(catchThrowableOfType(IwaException.class, () -> metadata(body)).code())
				.isEqualTo(IwaErrorCode.RESPONSE_INVALID);
		}
	}

	@Test
	void firstPortOnATrustedHostIsTaken() throws Exception {
		String document = MetadataDocuments.read("adfs.xml")
			.replace(MetadataDocuments.V1_3, MetadataDocuments.V1_3.replace("adfs.", "internal."));
		assertThat(readByMsal4j(metadata(document, (url) -> url.getHost().equals("adfs.contoso.com"))))
			.isEqualTo(MetadataDocuments.V2005);
		assertThat(readByMsal4j(metadata(document, (url) -> true))).contains("internal.contoso.com");
		assertThat(readByMsal4j(metadata(document, (url) -> false))).contains("internal.contoso.com");
	}

	@Test
	void firstPortAtAnHttpsAddressIsTaken() throws Exception {
		String port = "<wsdl:port binding='tns:CustomBinding_IWSTrust13Async'><wsa10:EndpointReference>"
				+ "<wsa10:Address>%s</wsa10:Address></wsa10:EndpointReference></wsdl:port>";
		String document = MetadataDocuments.read("adfs.xml")
			.replace("<wsdl:service name=\"SecurityTokenService\">", "<wsdl:service>"
					+ port.formatted("http://adfs.contoso.com/a") + port.formatted("https://adfs.contoso.com/b"));
		assertThat(readByMsal4j(metadata(document))).isEqualTo("https://adfs.contoso.com/b");
	}

	private static String metadata(String document) {
		return metadata(document, (url) -> true);
	}

	private static String metadata(String document, Predicate<URI> trusted) {
		return FederationMetadata.normalize(REQUEST, response(document), trusted);
	}

	private static DirectoryResponse response(String document) {
		return new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), document, null);
	}

	/**
	 * Calls msal4j's parser, which is not public.
	 * @return the address, "nothing", or the name of what it threw
	 */
	private static String readByMsal4j(String document) throws Exception {
		Method parser = Class.forName(PublicClientApplication.class.getPackageName() + ".MexParser")
			.getDeclaredMethod("getPolicyFromMexResponseForIntegrated", String.class, boolean.class);
		parser.setAccessible(true);
		try {
			Object policy = parser.invoke(null, document, false);
			if (policy == null) {
				return MetadataDocuments.NOTHING;
			}
			Method url = policy.getClass().getDeclaredMethod("getUrl");
			url.setAccessible(true);
			return (String) url.invoke(policy);
		}
		catch (InvocationTargetException ex) {
			return ex.getCause().getClass().getSimpleName();
		}
	}

}
