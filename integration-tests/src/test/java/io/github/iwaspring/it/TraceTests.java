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

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The exported spans of sign-ins.
 */
class TraceTests {

	private static final String ACQUIRE = "acquire token";

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final InMemorySpanExporter exported = InMemorySpanExporter.create();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void signInIsChildOfTheRestClientsRequest() {
		try (Application application = start()) {
			assertThat(me(application.bean(RestClient.class))).contains(User.ALICE.upn());
			assertThat(span("http get").getSpanId()).isEqualTo(span(ACQUIRE).getParentSpanId());
			assertSteps();
		}
	}

	@Test
	void signInIsChildOfTheWebClientsRequest() {
		try (Application application = start()) {
			assertThat(me(application.bean(WebClient.class))).contains(User.ALICE.upn());
			assertThat(span("http get").getSpanId()).isEqualTo(span(ACQUIRE).getParentSpanId());
			assertSteps();
		}
	}

	@Test
	void signInIsChildOfTheWebClientsRequestInsideOfOtherWork() {
		try (Application application = start()) {
			ObservationRegistry registry = application.bean(ObservationRegistry.class);
			Observation.createNotStarted("work", registry).observe(() -> me(application.bean(WebClient.class)));
			assertThat(span(ACQUIRE).getParentSpanId()).isEqualTo(span("http get").getSpanId());
			assertThat(span("http get").getParentSpanId()).isEqualTo(span("work").getSpanId());
		}
	}

	@Test
	void signInWithoutRequestIsChildOfWhatItsCallerDoes() {
		try (Application application = start()) {
			Observation.createNotStarted("work", application.bean(ObservationRegistry.class))
				.observe(() -> application.tokens().getToken());
			assertThat(span(ACQUIRE).getParentSpanId()).isEqualTo(span("work").getSpanId());
		}
	}

	@Test
	void tokenFromMemoryHasNoSpan() {
		try (Application application = start()) {
			me(application.bean(WebClient.class));
			me(application.bean(WebClient.class));
			me(application.bean(RestClient.class));
			assertThat(spans("http get")).hasSize(3);
			assertThat(spans(ACQUIRE)).hasSize(1);
		}
	}

	@Test
	void spansNameNeitherUserNorToken() {
		try (Application application = start()) {
			String token = application.tokens().getToken().value();
			assertThat(this.exported.getFinishedSpanItems()).isNotEmpty()
				.allSatisfy((span) -> assertThat(span.toString()).doesNotContain(token)
					.doesNotContainIgnoringCase("alice"));
		}
	}

	@Test
	void failureIsNamedByTheSpanOfItsStep() {
		this.directory.on(Hop.WS_TRUST).fault(Fault.status(503));
		try (Application application = start()) {
			assertThatExceptionOfType(IwaException.class).isThrownBy(() -> application.tokens().getToken());
			assertThat(keys(span(ACQUIRE))).containsEntry("outcome", "failure")
				.containsEntry("error.code", "federation-unavailable")
				.containsEntry("stage", "ws-trust");
			assertThat(spans("ws-trust")).extracting((step) -> keys(step).get("outcome"))
				.as("before the ticket, and after")
				.containsExactly("success", "failure");
			assertThat(keys(span("user-realm"))).containsEntry("outcome", "success");
		}
	}

	private void assertSteps() {
		SpanData acquire = span(ACQUIRE);
		assertThat(keys(acquire)).containsEntry("client", "default")
			.containsEntry("source", "integrated")
			.containsEntry("outcome", "success")
			.containsEntry("joined", "false")
			.containsEntry("error.code", "none")
			.containsEntry("stage", "none");
		assertThat(this.exported.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getParentSpanId().equals(acquire.getSpanId()))
			.map(SpanData::getName)
			.distinct())
			.containsExactlyInAnyOrder("kerberos", "user-realm", "federation-metadata", "ws-trust", "token");
	}

	private Application start() {
		return Application.startWith(
				(context) -> context.registerBean(SpanProcessor.class, () -> SimpleSpanProcessor.create(this.exported)),
				this.directory.properties(), "management.tracing.sampling.probability=1");
	}

	private static String me(WebClient client) {
		return client.get().uri("/me").retrieve().bodyToMono(String.class).block();
	}

	private static String me(RestClient client) {
		return client.get().uri("/me").retrieve().body(String.class);
	}

	private SpanData span(String name) {
		assertThat(spans(name)).as("spans '" + name + "' of " + this.exported.getFinishedSpanItems()).hasSize(1);
		return spans(name).get(0);
	}

	private List<SpanData> spans(String name) {
		return this.exported.getFinishedSpanItems().stream().filter((span) -> span.getName().equals(name)).toList();
	}

	private static Map<String, String> keys(SpanData span) {
		return span.getAttributes()
			.asMap()
			.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().getKey(), (entry) -> entry.getValue().toString()));
	}

}
