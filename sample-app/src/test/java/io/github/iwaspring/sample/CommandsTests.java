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

package io.github.iwaspring.sample;

import java.nio.file.Path;
import java.util.Map;

import io.github.iwaspring.sample.SampleProcess.Run;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.api.ApiCall;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for the commands, each in a process of its own.
 */
class CommandsTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void whoamiPrintsTheUserAndTheWay() throws Exception {
		Run run = sample().run("whoami", "--logging.level.root=info");
		assertThat(run.exitCode()).as(run.error()).isZero();
		assertThat(run.output()).startsWith("alice@contoso.com\nsigned in by integrated Windows authentication, until ")
			.doesNotContain("INFO");
		assertThat(run.error()).as("the log, and no spinner").contains("INFO").doesNotContain("\r");
	}

	@Test
	void callPrintsTheAnswerOfTheApi() throws Exception {
		Run run = sample().run("call", "/me");
		assertThat(run.exitCode()).as(run.error()).isZero();
		assertThat(run.output()).startsWith("{\"upn\":\"alice@contoso.com\"");
	}

	@Test
	void callWhenTheApiRefusesThenItsStatusIsTheError() throws Exception {
		this.directory.on(Hop.API).fault(Fault.status(403));
		Run run = sample().run("call", "/me");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).isEmpty();
		assertThat(run.error()).contains("403");
	}

	@Test
	void callPrintsALargeAnswerAsItIs() throws Exception {
		String answer = "\u00fc".repeat(1_000_000);
		this.directory.on(Hop.API).respond(Reply.json(200, Map.of("text", answer)));
		Run run = sample().run("call", "/me");
		assertThat(run.exitCode()).as(run.error()).isZero();
		assertThat(run.output()).isEqualTo("{\"text\":\"" + answer + "\"}");
	}

	@Test
	void callTakesAPathAsItIsTyped() throws Exception {
		sample().run("call", "me?$filter=startswith(name,%27\u00fc%27) and {x}");
		assertThat(this.directory.apiCalls()).singleElement()
			.extracting(ApiCall::path, ApiCall::query)
			.containsExactly("/me", "$filter=startswith(name,%27%C3%BC%27)%20and%20%7Bx%7D");
	}

	@Test
	void callWhenTheApiRedirectsThenItIsNoAnswer() throws Exception {
		this.directory.on(Hop.API).respond(Reply.status(302).withHeader("Location", "https://elsewhere.example/"));
		Run run = sample().run("call", "/me");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.error()).contains("302");
	}

	@Test
	void callWhenTheApiDoesNotAnswerThenItEnds() throws Exception {
		this.directory.on(Hop.API).fault(Fault.hang());
		Run run = sample().run("call", "/me", "--spring.http.clients.read-timeout=1s");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).isEmpty();
		assertThat(run.error()).contains("/me: ", "TimeoutException").doesNotContain("\tat ");
	}

	@Test
	void noTicketIsExplainedWithItsCode() throws Exception {
		this.directory.kdestroy(User.ALICE);
		Run run = sample().run("whoami");
		assertThat(run.exitCode()).isEqualTo(3);
		assertThat(run.error()).contains("ticket-missing: ").doesNotContain("\tat ");
	}

	@Test
	void tokenIsAHeaderThatTheApiAccepts() throws Exception {
		Run run = sample().run("token");
		assertThat(run.exitCode()).as(run.error()).isZero();
		assertThat(run.output()).matches("Authorization: Bearer [\\w.-]+\n");
		assertThat(run.error()).doesNotContain("Bearer ");
	}

	@Test
	void tokenIsJsonWithItsExpiry() throws Exception {
		Run run = sample().run("token", "--output", "json");
		Map<String, Object> token = JsonParserFactory.getJsonParser().parseMap(run.output());
		assertThat(token).containsEntry("token_type", "Bearer").containsKeys("access_token", "expires_on", "scope");
	}

	@Test
	void tokenIsNotShownOnATerminal() throws Exception {
		Run refused = onTerminal("token");
		assertThat(refused.exitCode()).isEqualTo(2);
		assertThat(refused.output()).contains("--force").doesNotContain("Bearer ");
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).isEmpty();
		Run forced = onTerminal("token", "--force");
		assertThat(forced.output()).contains("Authorization: Bearer ");
	}

	@Test
	void signInShowsASpinnerOnATerminal() throws Exception {
		Run run = onTerminal("whoami");
		assertThat(run.exitCode()).isZero();
		assertThat(run.output()).contains("\rSigning in ").contains("alice@contoso.com");
	}

	@Test
	void deviceCodeIsShownOnTheErrorStream() throws Exception {
		this.directory.on(Hop.TOKEN).times(1).fault(Fault.entra("interaction_required", 50076));
		Run run = sample().run("whoami", "--iwa.fallback.flows=device-code", "--iwa.fallback.device-code.timeout=2s");
		assertThat(run.exitCode()).isEqualTo(3);
		assertThat(run.output()).isEmpty();
		assertThat(run.error()).contains(" in a browser and enter the code ").contains("fallback-timeout");
	}

	@Test
	void signOutForgetsTheTokensOfTheFile() throws Exception {
		Path file = this.folder.resolve("tokens.cache");
		String[] cache = { "--iwa.token-cache.type=file", "--iwa.token-cache.path=" + file };
		sample().run("whoami", cache[0], cache[1]);
		assertThat(sample().run("whoami", cache[0], cache[1]).output()).contains("with a cached token");
		assertThat(file).exists();
		Run run = sample().run("sign-out", cache[0], cache[1]);
		assertThat(run.exitCode()).as(run.error()).isZero();
		assertThat(file).doesNotExist();
		assertThat(sample().run("whoami", cache[0], cache[1]).output()).contains("integrated Windows authentication");
	}

	private SampleProcess sample() {
		return SampleProcess.with(this.directory, this.folder);
	}

	private Run onTerminal(String... words) throws Exception {
		assumeThat(Path.of("/usr/bin/script")).as("a program that makes terminals").exists();
		return sample().runOnTerminal(words);
	}

}
