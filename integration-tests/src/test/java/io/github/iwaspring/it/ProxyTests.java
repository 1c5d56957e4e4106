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

package io.github.iwaspring.it;

import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sign-ins with and without an HTTP proxy. AD FS has another host than Entra ID here, as
 * in reality.
 */
class ProxyTests {

	private static final String ADFS = "127.0.0.1";

	private final EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.federationHost(ADFS));

	private final ProxySelector selectorOfTheJvm = ProxySelector.getDefault();

	@AfterEach
	void stop() {
		ProxySelector.setDefault(this.selectorOfTheJvm);
		Authenticator.setDefault(null);
		this.directory.close();
	}

	@Test
	void requestsAreTunnelledAndProxySeesNeitherTicketNorToken() throws IOException {
		try (ConnectProxy proxy = ConnectProxy.open(); Application application = start(proxy)) {
			assertSignedIn(application);
			assertThat(proxy.requests()).containsExactlyInAnyOrder(tunnelTo(this.directory.authority().getAuthority()),
					tunnelTo(this.directory.metadataUrl().getAuthority()));
			assertOnlyTunnels(proxy);
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).extracting(RecordedRequest::authorizationScheme)
				.containsExactly("Negotiate");
		}
	}

	@Test
	void nonProxyHostBypassesProxy() throws IOException {
		try (ConnectProxy proxy = ConnectProxy.open();
				Application application = start(proxy, "iwa.http.proxy.non-proxy-hosts=adfs.contoso.com,127.*")) {
			assertSignedIn(application);
			assertThat(proxy.requests()).containsExactly(tunnelTo(this.directory.authority().getAuthority()));
		}
	}

	@Test
	void selectorOfJvmIsUsedWithoutProperties() throws IOException {
		try (ConnectProxy proxy = ConnectProxy.open()) {
			ProxySelector.setDefault(ProxySelector.of(proxy.address()));
			try (Application application = start()) {
				assertSignedIn(application);
			}
			assertThat(proxy.requests()).hasSize(2);
			assertOnlyTunnels(proxy);
		}
	}

	@Test
	void propertiesTakePrecedenceOverSelectorOfJvm() throws IOException {
		try (ConnectProxy proxy = ConnectProxy.open(); ConnectProxy ofTheJvm = ConnectProxy.demanding("Basic")) {
			ProxySelector.setDefault(ProxySelector.of(ofTheJvm.address()));
			try (Application application = start(proxy, "iwa.http.proxy.non-proxy-hosts=" + ADFS)) {
				assertSignedIn(application);
			}
			assertThat(proxy.requests()).hasSize(1);
			assertThat(ofTheJvm.requests()).isEmpty();
		}
	}

	@Test
	void apiIsCalledWithoutProxy() throws IOException {
		try (ConnectProxy proxy = ConnectProxy.open(); Application application = start(proxy)) {
			assertThat(application.bean(RestClient.class).get().uri("/me").retrieve().body(String.class))
				.contains(User.ALICE.upn());
			assertThat(proxy.requests()).doesNotContain(tunnelTo(this.directory.apiUrl().getAuthority()));
		}
	}

	@Test
	void proxyThatDemandsCredentialsIsNamedAndGetsNone() throws IOException {
		AtomicInteger asked = new AtomicInteger();
		Authenticator.setDefault(new Authenticator() {
			@Override
			protected PasswordAuthentication getPasswordAuthentication() {
				asked.incrementAndGet();
				return new PasswordAuthentication("alice", "secret".toCharArray());
			}
		});
		try (ConnectProxy proxy = ConnectProxy.demanding("Negotiate", "NTLM", "Basic realm=\"proxy\"");
				Application application = start(proxy)) {
			IwaException failure = application.refused(IwaErrorCode.PROXY_AUTHENTICATION_REQUIRED, Stage.USER_REALM);
			assertThat(failure).hasMessageContaining("localhost:" + proxy.port())
				.hasMessageContaining("offers Negotiate, NTLM, Basic")
				.hasMessageContaining("iwa.http.proxy.non-proxy-hosts");
			assertThat(proxy.requests()).containsExactly(tunnelTo(this.directory.authority().getAuthority()));
			assertOnlyTunnels(proxy);
		}
		assertThat(asked).hasValue(0);
		assertThat(this.directory.log().requests()).isEmpty();
	}

	@Test
	void proxyThatDemandsCredentialsForAdfsIsNamedAtFederationMetadata() throws IOException {
		try (ConnectProxy proxy = ConnectProxy.demanding("Negotiate");
				Application application = start(proxy, "iwa.http.proxy.non-proxy-hosts=localhost")) {
			IwaException failure = application.refused(IwaErrorCode.PROXY_AUTHENTICATION_REQUIRED,
					Stage.FEDERATION_METADATA);
			assertThat(failure).hasMessageContaining("GET to " + ADFS);
			assertOnlyTunnels(proxy);
			assertThat(this.directory.log().hops()).containsExactly(Hop.USER_REALM);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 502, 503 })
	void proxyThatOpensNoTunnelIsNamedWithItsStatus(int status) throws IOException {
		try (ConnectProxy proxy = ConnectProxy.refusing(status); Application application = start(proxy)) {
			assertThat(application.refused(IwaErrorCode.CONNECTION_FAILED, Stage.USER_REALM))
				.hasMessageContaining("The proxy localhost:" + proxy.port() + " makes no connection")
				.hasMessageContaining("status " + status)
				.hasMessageContaining("iwa.http.proxy.non-proxy-hosts");
		}
	}

	@Test
	void unreachableProxyIsNotBypassed() throws IOException {
		ConnectProxy gone = ConnectProxy.open();
		gone.close();
		try (Application application = start(gone)) {
			assertThat(application.refused(IwaErrorCode.CONNECTION_FAILED, Stage.USER_REALM))
				.hasMessageContaining("proxy");
		}
		try (Application application = start("iwa.http.proxy.host=proxy.invalid", "iwa.http.proxy.port=8080")) {
			assertThat(application.refused(IwaErrorCode.HOST_UNKNOWN, Stage.USER_REALM))
				.hasMessageContaining("the name of the proxy");
		}
		assertThat(this.directory.log().requests()).isEmpty();
	}

	private static void assertSignedIn(Application application) {
		assertThat(application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
	}

	/**
	 * Asserts that the proxy received only CONNECT requests without credentials, and that
	 * its tunnels carried only TLS.
	 */
	private static void assertOnlyTunnels(ConnectProxy proxy) {
		assertThat(proxy.heads()).isNotEmpty()
			.allSatisfy((head) -> assertThat(head).startsWith("CONNECT ")
				.doesNotContainIgnoringCase("authorization", "cookie", "upn", "alice"));
		assertThat(proxy.tunnelled()).allSatisfy((sent) -> assertThat(sent).startsWith("\u0016\u0003")
			.doesNotContain("HTTP/1.1", "Negotiate", "Bearer", "assertion"));
	}

	private static String tunnelTo(String authority) {
		return "CONNECT " + authority + " HTTP/1.1";
	}

	private Application start(ConnectProxy proxy, String... more) {
		String[] properties = new String[more.length + 2];
		properties[0] = "iwa.http.proxy.host=localhost";
		properties[1] = "iwa.http.proxy.port=" + proxy.port();
		System.arraycopy(more, 0, properties, 2, more.length);
		return start(properties);
	}

	private Application start(String... more) {
		String[] properties = new String[more.length + 1];
		properties[0] = "iwa.kerberos.service-principal=HTTP/localhost";
		System.arraycopy(more, 0, properties, 1, more.length);
		return Application.start(this.directory.properties(), properties);
	}

}
