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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.sample.SampleProcess.Run;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Doctor}, in a separate process.
 */
class DoctorTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final List<String> options = new ArrayList<>();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void doctorPrintsATableWithoutUserNamesAndDoesNotCallTheApi() throws Exception {
		Run run = run("doctor");
		assertThat(run.exitCode()).as(run.error()).isZero();
		assertThat(run.output()).contains("PASS     java ", "PASS     api ")
			.contains("a***@contoso.com")
			.doesNotContain("alice", "\u001B")
			.endsWith("14 passed, 0 with a warning, 0 failed, 0 skipped\n");
		assertThat(this.directory.log().requests(Hop.API)).isEmpty();
	}

	@Test
	void doctorWhenJsonThenPrintsOnlyJsonAndExitsWithOneAfterAFailure() throws Exception {
		this.directory.kdestroy(User.ALICE);
		Run run = run("doctor", "--json", "--logging.level.root=info");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output().lines()).hasSize(1);
		Map<String, Object> report = JsonParserFactory.getJsonParser().parseMap(run.output());
		assertThat(report).containsEntry("healthy", false);
		assertThat(run.output()).contains("\"code\":\"ticket-missing\"").doesNotContain("alice");
		assertThat(run.error()).as("the log").contains("INFO");
	}

	@Test
	void doctorWhenShowUserThenPrintsTheUserName() throws Exception {
		Run run = run("doctor", "--json", "--show-user");
		assertThat(run.exitCode()).isZero();
		assertThat(run.output()).contains("alice@contoso.com");
	}

	@Test
	void jsonIsInUtf8WhateverTheEncodingOfTheTerminal() throws Exception {
		this.options.addAll(List.of("-Dstdout.encoding=US-ASCII", "-Dfile.encoding=US-ASCII"));
		String properties = "--spring.application.json={\"iwa\":{\"username\":\"j\\u00fcrgen@contoso.com\"}}";
		assertThat(run("doctor", "--json", "--show-user", properties).output()).contains("j\u00fcrgen@contoso.com");
	}

	/**
	 * Ignores ports, times and versions, which differ from run to run, and the remark on
	 * the clock, which depends on the load of the machine.
	 */
	@Test
	void reportInTheDocumentationIsARealOne() throws Exception {
		Run run = run("doctor", "--iwa.kerberos.service-principal=HTTP/sts.contoso.com");
		String document = Files.readString(Path.of("..", "docs", "doctor.md"), StandardCharsets.UTF_8);
		int start = document.indexOf("```\nPASS     java ") + 4;
		String shown = document.substring(start, document.indexOf("```", start));
		String report = run.output().substring(run.output().indexOf("PASS     java "));
		assertThat(stable(shown)).as(report).isEqualTo(stable(report));
	}

	private static String stable(String report) {
		return report.replaceAll("\n {30}", " ")
			.replaceAll("Java \\S+ \\(.*?\\) on [^,]+,", "Java,")
			.replaceAll("(This machine's clock ).*", "$1")
			.replaceAll("expires at \\S+Z", "expires")
			.replaceAll("localhost:\\d+", "localhost");
	}

	@Test
	void doctorWhenConfigurationInvalidThenExplainsOnTheErrorOutput() throws Exception {
		Run run = run("doctor", "--json", "--iwa.client-id=");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).isEmpty();
		assertThat(run.error()).contains("iwa.client-id");
	}

	private Run run(String... words) throws Exception {
		return SampleProcess.with(this.directory, this.folder).run(this.options, words);
	}

}
