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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.TestClient;
import io.github.iwaspring.test.support.Xml;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Fault}, as a client sees it.
 */
class FaultTests {

	private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";

	private static EmbeddedDirectory directory;

	private final TestClient client = new TestClient(directory);

	private final HopScript script = directory.on(Hop.METADATA);

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@AfterEach
	void reset() {
		this.script.reset();
		directory.on(Hop.TOKEN).reset();
	}

	@Test
	void statusHasNoBodyAndCanSetRetryAfter() {
		this.script.fault(Fault.status(503).retryAfter(Duration.ofSeconds(7)));
		HttpResponse<String> response = get();
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void htmlIsAPageWithAnyStatus() {
		this.script.fault(Fault.html(200).withHeader("Via", "1.1 proxy").withStatus(502));
		HttpResponse<String> response = get();
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/html"));
		assertThat(response.headers().firstValue("Via")).hasValue("1.1 proxy");
		assertThat(response.body()).contains("<html>");
	}

	@Test
	void garbageIsNotText() {
		this.script.fault(Fault.garbage());
		assertThat(get().body()).contains("\ufffd", "\u0000");
	}

	@Test
	void inCharsetIsUnreadable() {
		this.script.fault(Fault.inCharset(StandardCharsets.UTF_16));
		assertThat(get().body()).startsWith("\ufffd\ufffd\u0000<");
	}

	@Test
	void truncatedEndsWithinTheRealResponse() {
		String whole = get().body();
		this.script.fault(Fault.truncated());
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		assertThatIOException().isThrownBy(() -> this.client.read(directory.metadataUrl(), received::writeBytes));
		assertThat(received.toString()).isEqualTo(whole.substring(0, whole.length() / 2));
	}

	@Test
	void hugeHasItsSize() {
		this.script.fault(Fault.huge(1_000_001));
		assertThat(get().body()).hasSize(1_000_001).isBlank();
	}

	@Test
	void hugeEndsWhenTheReaderCloses() throws Exception {
		this.script.fault(Fault.huge(Long.MAX_VALUE));
		try (InputStream body = this.client.open(directory.metadataUrl()).get(10, TimeUnit.SECONDS)) {
			assertThat(body.readNBytes(100_000)).hasSize(100_000);
		}
		Awaitility.await().until(() -> deliveries() == 0);
	}

	@Test
	void drippingIsTheRealResponse() {
		String whole = get().body();
		this.script.fault(Fault.dripping(Duration.ZERO));
		assertThat(get().body()).isEqualTo(whole);
	}

	@Test
	void drippingStopsWhenTheScriptIsReset() throws Exception {
		this.script.fault(Fault.dripping(Duration.ofDays(1)));
		try (InputStream body = this.client.open(directory.metadataUrl()).get(10, TimeUnit.SECONDS)) {
			assertThat(body.read()).isEqualTo('<');
			this.script.reset();
			assertThatIOException().isThrownBy(body::read);
		}
		Awaitility.await().until(() -> deliveries() == 0);
	}

	@Test
	void disconnectGivesNoResponse() {
		directory.on(Hop.TOKEN).fault(Fault.disconnect());
		assertThatIllegalStateException().isThrownBy(this::token).withCauseInstanceOf(IOException.class);
	}

	@Test
	void hangLastsUntilTheScriptIsReset() {
		directory.on(Hop.TOKEN).fault(Fault.hang());
		CompletableFuture<HttpResponse<String>> response = CompletableFuture.supplyAsync(this::token);
		Awaitility.await().until(() -> deliveries() == 1);
		assertThat(response).isNotDone();
		directory.on(Hop.TOKEN).reset();
		assertThat(response).failsWithin(Duration.ofSeconds(10));
		Awaitility.await().until(() -> deliveries() == 0);
		assertThat(token().statusCode()).isEqualTo(400);
	}

	@Test
	void timesLimitsTheFault() {
		this.script.times(2).fault(Fault.status(503));
		assertThat(List.of(get(), get(), get())).extracting(HttpResponse::statusCode).containsExactly(503, 503, 200);
	}

	@ParameterizedTest
	@CsvSource({ "500, Sender, t:RequestFailed", "400, Sender, RequestFailed", "500, Receiver, " })
	void soapHasTheRequestedFormat(int status, String code, String subcode) throws Exception {
		SoapFault fault = Fault.soap("RequestFailed", "MSIS3126: Access denied & logged.");
		fault = "Receiver".equals(code) ? fault.ofReceiver() : fault;
		if (subcode == null) {
			fault = fault.withoutSubcode();
		}
		else if (!subcode.contains(":")) {
			fault = fault.withoutPrefix();
		}
		this.script.fault(fault.withStatus(status));
		HttpResponse<String> response = get();
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/soap+xml; charset=utf-8");
		Element body = Xml.child(Xml.parse(response.body()).getDocumentElement(), SOAP, "Body");
		Element codes = Xml.child(Xml.child(body, SOAP, "Fault"), SOAP, "Code");
		assertThat(Xml.text(codes, SOAP, "Value")).isEqualTo("s:" + code);
		assertThat(Xml.text(Xml.child(codes, SOAP, "Subcode"), SOAP, "Value")).isEqualTo(subcode);
		assertThat(body.getTextContent()).endsWith("MSIS3126: Access denied & logged.");
	}

	@Test
	void entraHasTheFormatOfEntraId() {
		directory.on(Hop.TOKEN)
			.fault(Fault.entra("invalid_grant", 50076)
				.withDescription("Due to a configuration change you must use multi-factor authentication.")
				.withSuberror("basic_action")
				.withClaims("{\"access_token\":{}}")
				.at(Instant.EPOCH));
		HttpResponse<String> response = token();
		assertThat(response.statusCode()).isEqualTo(400);
		Map<String, Object> error = ManualSignIn.json(response);
		assertThat(error).containsEntry("error", "invalid_grant")
			.containsEntry("suberror", "basic_action")
			.containsEntry("error_codes", List.of(50076L))
			.containsEntry("claims", "{\"access_token\":{}}")
			.containsEntry("correlation_id", "d1c5ecf2-2d8e-4f57-9e7c-4a1a0e4b5f10")
			.containsEntry("timestamp", "1970-01-01 00:00:00Z")
			.containsKeys("trace_id", "error_uri");
		assertThat((String) error.get("error_description")).startsWith("AADSTS50076: Due to a configuration change")
			.contains((String) error.get("trace_id"), (String) error.get("correlation_id"));
	}

	@Test
	void entraWhenInvalidClientThenIsUnauthorized() {
		directory.on(Hop.TOKEN).fault(Fault.entra("invalid_client", 7000218));
		assertThat(token().statusCode()).isEqualTo(401);
	}

	private HttpResponse<String> get() {
		return this.client.get(directory.metadataUrl());
	}

	private HttpResponse<String> token() {
		URI endpoint = directory.authority().resolve("oauth2/v2.0/token");
		return this.client.postForm(endpoint, Map.of("grant_type", "refresh_token"));
	}

	/**
	 * Returns how many threads of the directory are sending a response.
	 */
	private static long deliveries() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> List.of(stack)
				.stream()
				.anyMatch((frame) -> frame.getClassName().equals(Delivery.class.getName())
						&& frame.getMethodName().equals("deliver")))
			.count();
	}

}
