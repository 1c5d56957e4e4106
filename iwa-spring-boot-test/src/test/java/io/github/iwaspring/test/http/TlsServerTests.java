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

package io.github.iwaspring.test.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TlsServer} and {@link HopScript}, with the origins of a directory.
 */
class TlsServerTests {

	private EmbeddedDirectory directory;

	private TestClient client;

	@BeforeEach
	void start() {
		this.directory = EmbeddedDirectory.start();
		this.client = new TestClient(this.directory);
	}

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void connectionIsReusedWhateverTheStatus() {
		URI api = this.directory.apiUrl();
		this.client.get(api.resolve("/me"));
		this.client.post(api.resolve("/nothing/here"), "a body that nobody reads");
		this.client.post(api.resolve("/me"), "x".repeat(100_000));
		this.client.get(api.resolve("/me"));
		assertThat(this.directory.log().requests()).extracting(RecordedRequest::hop)
			.containsExactly(Hop.API, Hop.OTHER, Hop.OTHER, Hop.API);
		assertThat(this.directory.log().connections(Origin.API)).isOne();
	}

	@Test
	void connectionsAreCountedForEachClient() {
		this.client.get(this.directory.metadataUrl());
		new TestClient(this.directory).get(this.directory.metadataUrl());
		assertThat(this.directory.log().connections(Origin.ADFS)).isEqualTo(2);
		assertThat(this.directory.log().connections(Origin.ENTRA)).isZero();
	}

	@Test
	void connectionWithoutRequestIsCounted() {
		HttpClient distrustful = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(this.directory.metadataUrl()).build();
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> distrustful.send(request, HttpResponse.BodyHandlers.ofString()));
		assertThat(this.directory.log().connections(Origin.ADFS)).isOne();
		assertThat(this.directory.log().requests()).isEmpty();
	}

	@Test
	void interceptorThatThrowsIsReportedInTheResponse() {
		this.directory.on(Hop.API).intercept((request, hop) -> {
			throw new AssertionError("not what was expected");
		});
		assertThat(this.client.get(this.directory.apiUrl().resolve("/me")).body()).contains("not what was expected");
	}

	@Test
	void bodyTooLargeIsRefused() {
		HttpResponse<String> response = this.client.post(this.directory.authority().resolve("/x/oauth2/v2.0/token"),
				"x".repeat(1024 * 1024 + 1));
		assertThat(response.statusCode()).isEqualTo(413);
	}

	@Test
	void scriptReplacesTheResponse() {
		this.directory.on(Hop.API).respond(Reply.status(503).withHeader("Retry-After", "7"));
		HttpResponse<String> response = this.client.get(this.directory.apiUrl().resolve("/me"));
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
	}

	@Test
	void scriptDemandsATicket() {
		this.directory.on(Hop.METADATA).challenge();
		assertThat(this.client.get(this.directory.metadataUrl()).headers().firstValue("WWW-Authenticate"))
			.hasValue("Negotiate");
		this.directory.on(Hop.METADATA).reset();
		assertThat(this.client.get(this.directory.metadataUrl()).statusCode()).isEqualTo(200);
	}

	@Test
	void scriptRewritesTheResponseAndStacksInterceptors() {
		this.directory.on(Hop.METADATA).rewrite((body) -> body.replace("https://", "http://"));
		this.directory.on(Hop.METADATA).rewrite((body) -> body + "<!-- " + body.contains("http://localhost") + " -->");
		assertThat(this.client.get(this.directory.metadataUrl()).body()).endsWith("<!-- true -->")
			.doesNotContain("https://");
	}

	@Test
	void interceptorSeesTheRequestButToStringHidesIt() {
		AtomicReference<Request> seen = new AtomicReference<>();
		this.directory.on(Hop.API).intercept((request, hop) -> {
			seen.set(request);
			return hop.respond(request);
		});
		this.client.get(this.directory.apiUrl().resolve("/me?a=b"), "Authorization", "Bearer secret");
		assertThat(seen.get().header("authorization")).isEqualTo("Bearer secret");
		assertThat(seen.get().query()).isEqualTo("a=b");
		assertThat(seen.get()).hasToString("GET API");
	}

	@Test
	void interceptorWithIoExceptionClosesTheConnection() {
		this.directory.on(Hop.API).intercept((request, hop) -> {
			throw new IOException("gone");
		});
		assertThatIllegalStateException().isThrownBy(() -> this.client.get(this.directory.apiUrl().resolve("/me")))
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void scriptDelaysOneProtocolStepAndNoOther() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.directory.on(Hop.METADATA).intercept((request, hop) -> {
			arrived.countDown();
			await(released);
			return hop.respond(request);
		});
		AtomicReference<HttpResponse<String>> response = new AtomicReference<>();
		Thread waiting = new Thread(() -> response.set(this.client.get(this.directory.metadataUrl())));
		waiting.start();
		await(arrived);
		assertThat(this.client.get(this.directory.metadataUrl().resolve("/other")).statusCode()).isEqualTo(404);
		assertThat(response.get()).isNull();
		released.countDown();
		waiting.join(10_000);
		assertThat(response.get().statusCode()).isEqualTo(200);
	}

	@Test
	void certificateNamesTheLoopbackAddress() {
		URI uri = URI.create("https://127.0.0.1:" + this.directory.apiUrl().getPort() + "/me");
		assertThat(this.client.get(uri).statusCode()).isEqualTo(401);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
