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

package io.github.iwaspring.desktop;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the desktop application, with the embedded directory.
 */
class DesktopApplicationTests {

	@Test
	void thePageSignsInCallsTheApiAndSignsOut() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start(); Page page = Page.start(directory.arguments())) {
			Map<String, String> session = page.open();
			assertThat(page.get("/state", session).getBody()).contains("\"person\":null", "\"acquisitions\":[]");
			assertThat(page.post("/sign-in", session).getBody()).contains("\"username\":\"alice@contoso.com\"",
					"\"source\":\"INTEGRATED\"", "\"expiresAt\":\"2");
			assertThat(page.post("/call", session).getBody()).contains("\"status\":200", "alice@contoso.com");
			assertThat(page.post("/renew", session).getBody()).contains("\"source\":\"REFRESH\"");
			assertThat(page.post("/doctor", session).getBody()).startsWith("{\"healthy\":true,")
				.contains("alice@CONTOSO.COM");
			assertThat(page.get("/state", session).getBody()).contains("\"source\":\"INTEGRATED\",\"code\":null},",
					"\"source\":\"REFRESH\",\"code\":null}]");
			String token = page.application.getBean(IwaTokenService.class).getToken().value();
			assertThat(page.post("/sign-out", session).getBody()).contains("\"person\":null");
			assertThat(page.get("/state", session).getBody()).contains("\"person\":null");
			for (String path : new String[] { "/", "/app.js", "/app.css" }) {
				page.get(path, session);
			}
			assertThat(page.responses()).allSatisfy((response) -> assertThat(response.toString())
				.doesNotContain(token, token.substring(token.lastIndexOf('.') + 1))
				.doesNotContain("eyJ"));
			assertThat(directory.log().requests(Hop.API)).hasSize(1);
		}
	}

	@Test
	void aFailureSaysWhatToDo() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start(); Page page = Page.start(directory.arguments())) {
			Map<String, String> session = page.open();
			directory.kdestroy(User.ALICE);
			ResponseEntity<String> response = page.post("/call", session);
			assertThat(response.getStatusCode().value()).isEqualTo(502);
			assertThat(response.getBody()).startsWith("{\"code\":\"ticket-missing\",\"description\":\"")
				.contains("\"action\":\"");
			assertThat(page.post("/doctor", session).getBody()).startsWith("{\"healthy\":false,");
			assertThat(page.get("/state", session).getBody()).contains("\"source\":null,\"code\":\"ticket-missing\"}]");
		}
	}

	@Test
	void anAnswerOfTheApiThatIsAnErrorIsShown() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				Page page = Page.start(StringUtils.concatenateStringArrays(directory.arguments(),
						new String[] { "--desktop.path=/nothing-here" }))) {
			assertThat(page.post("/call", page.open()).getBody()).contains("\"status\":404");
		}
	}

	@Test
	void theBeginningOfALongAnswerIsShown() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start(); Page page = Page.start(directory.arguments())) {
			directory.on(Hop.API).respond(Reply.json(200, Map.of("text", "x".repeat(1_000_000))));
			assertThat(page.post("/call", page.open()).getBody()).contains("\"status\":200", "{\\\"text\\\":\\\"xxx")
				.hasSizeBetween(100_000, 100_100);
		}
	}

	@Test
	void anApiThatDoesNotAnswerIsAFailure() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				Page page = Page.start(StringUtils.concatenateStringArrays(directory.arguments(),
						new String[] { "--spring.http.clients.read-timeout=1s" }))) {
			directory.on(Hop.API).fault(Fault.hang());
			assertThat(page.post("/call", page.open()).getBody()).startsWith("{\"code\":\"api-failed\"")
				.contains("TimeoutException");
		}
	}

	@Test
	void quittingEndsTheApplication() throws Exception {
		try (Page page = Page.startAlone()) {
			CountDownLatch closed = new CountDownLatch(1);
			page.application
				.addApplicationListener((ApplicationListener<ContextClosedEvent>) (event) -> closed.countDown());
			assertThat(page.post("/quit", page.open()).getStatusCode().value()).isEqualTo(202);
			assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

}
