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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A ticket is sent only to the WS-Trust endpoint of the user's own federation service.
 */
class WhereTicketsGoTests {

	private final List<String> elsewhere = new CopyOnWriteArrayList<>();

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final EmbeddedDirectory otherCompany = EmbeddedDirectory.start();

	private final Application application = Application.start(this.directory.properties());

	private HttpServer plainServer;

	@BeforeEach
	void startPlainServer() throws IOException {
		this.plainServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.plainServer.createContext("/", (exchange) -> {
			this.elsewhere.add(exchange.getRequestURI().toString());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.plainServer.start();
	}

	@AfterEach
	void stop() {
		this.plainServer.stop(0);
		this.application.close();
		this.otherCompany.close();
		this.directory.close();
	}

	@ParameterizedTest
	@EnumSource(value = Hop.class, names = { "USER_REALM", "METADATA", "TOKEN" })
	void otherRequestsSendNoTicketWhenChallenged(Hop hop) {
		this.directory.on(hop).challenge();
		assertThat(this.application.refused(codeOf(hop), FaultMatrix.stageOf(hop))).hasMessageContaining("401");
		assertThat(this.directory.log().requests(hop)).singleElement()
			.extracting(RecordedRequest::authorizationScheme)
			.isNull();
	}

	@Test
	void apiGetsTokenAndNoTicketWhenItChallenges() {
		this.directory.on(Hop.API).challenge();
		Integer status = this.application.bean(WebClient.class)
			.get()
			.uri("/me")
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()))
			.block();
		assertThat(status).isEqualTo(401);
		assertThat(this.directory.log().requests(Hop.API)).extracting(RecordedRequest::authorizationScheme)
			.containsExactly("Bearer");
	}

	@Test
	void metadataIsNotRequestedOverHttp() {
		this.directory.announceMetadata(plain("/adfs/services/trust/mex"));
		this.application.refused(IwaErrorCode.FEDERATION_HOST_UNTRUSTED, Stage.USER_REALM);
		assertThat(this.elsewhere).isEmpty();
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).isEmpty();
	}

	@Test
	void wsTrustAtOtherOriginGetsNoTicket() {
		pointWsTrustToOtherCompany();
		assertThat(this.application.refused(IwaErrorCode.FEDERATION_HOST_UNTRUSTED, Stage.WS_TRUST))
			.hasMessageContaining("iwa.federation.trusted-hosts")
			.hasMessageContaining(this.otherCompany.metadataUrl().getAuthority());
		assertThat(this.otherCompany.log().requests()).isEmpty();
	}

	@Test
	void wsTrustAtTrustedHostGetsTicket() {
		pointWsTrustToOtherCompany();
		try (Application application = Application.start(this.directory.properties(),
				"iwa.federation.trusted-hosts=" + this.otherCompany.metadataUrl().getAuthority(),
				"iwa.http.ssl.bundle=both",
				"spring.ssl.bundle.pem.both.truststore.certificate=" + bothCertificates())) {
			application.refused(IwaErrorCode.FEDERATION_TRUST_BROKEN, Stage.TOKEN);
			assertThat(this.otherCompany.log().requests(Hop.WS_TRUST)).singleElement()
				.extracting(RecordedRequest::authorizationScheme)
				.isEqualTo("Negotiate");
		}
	}

	@Test
	void wsTrustOverHttpGetsNoTicket() {
		String adfs = "https://" + this.directory.metadataUrl().getAuthority();
		this.directory.on(Hop.METADATA).rewrite((body) -> body.replace(adfs, plain("").toString()));
		this.application.refused(IwaErrorCode.FEDERATION_ENDPOINT_MISSING, Stage.FEDERATION_METADATA);
		assertThat(this.elsewhere).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = Hop.class, names = { "USER_REALM", "METADATA", "WS_TRUST", "TOKEN" })
	void redirectsAreNotFollowed(Hop hop) {
		this.directory.on(hop).respond(new Reply(307, Map.of("Location", List.of(plain("/stolen").toString())), ""));
		assertThat(this.application.refused(codeOf(hop), FaultMatrix.stageOf(hop))).hasMessageContaining("307");
		assertThat(this.elsewhere).isEmpty();
	}

	private void pointWsTrustToOtherCompany() {
		this.directory.on(Hop.METADATA)
			.rewrite((body) -> body.replace(this.directory.metadataUrl().getAuthority(),
					this.otherCompany.metadataUrl().getAuthority()));
	}

	private String bothCertificates() {
		try {
			return Files.readString(this.directory.certificate()) + Files.readString(this.otherCompany.certificate());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private URI plain(String path) {
		return URI.create("http://localhost:" + this.plainServer.getAddress().getPort() + path);
	}

	private static IwaErrorCode codeOf(Hop hop) {
		return switch (hop) {
			case METADATA, WS_TRUST -> IwaErrorCode.FEDERATION_UNAVAILABLE;
			default -> IwaErrorCode.RESPONSE_INVALID;
		};
	}

}
