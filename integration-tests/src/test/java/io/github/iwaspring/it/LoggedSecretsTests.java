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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.iwaspring.it.FaultMatrix.Cell;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * No output of any library at any level contains a secret, whether a sign-in succeeds or
 * fails. Names of users appear at DEBUG and TRACE only.
 */
class LoggedSecretsTests {

	private static final Pattern NAME = Pattern.compile(User.ALICE.upn().replace("@", "(?:@|%40)"),
			Pattern.CASE_INSENSITIVE);

	private final Secrets secrets = new Secrets();

	@Test
	void secretsAndNamesAreNeverLogged() throws IOException {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			try (ForkedApplication application = start(directory, Map.of())) {
				cells().filter((cell) -> !cell.isSlow())
					.forEach((cell) -> signInWithFault(directory, application, cell));
				recover(directory, application);
				signInAndCallApi(directory, application);
				runDoctor(directory, application);
				assertThat(application.log()).contains("TRACE|", "DEBUG|io.github.iwaspring");
				signInWithoutTicket(directory, application);
				assertNothingLeaked(application);
				leak(directory, application);
			}
			try (ForkedApplication hasty = start(directory, Map.of("iwa.http.read-timeout", "1s"))) {
				cells().filter(Cell::isSlow).forEach((cell) -> signInWithFault(directory, hasty, cell));
				assertNothingLeaked(hasty);
			}
		}
	}

	/**
	 * The faults in the order of a sign-in: a step that was answered is not repeated.
	 */
	private static Stream<Cell> cells() {
		return FaultMatrix.cells().sorted(Comparator.comparing(Cell::hop));
	}

	private static void recover(EmbeddedDirectory directory, ForkedApplication application) throws IOException {
		Stream.of(Hop.values()).forEach((hop) -> directory.on(hop).reset());
		application.ask("sign-out");
	}

	private static ForkedApplication start(EmbeddedDirectory directory, Map<String, String> more) throws IOException {
		Map<String, String> properties = new TreeMap<>(directory.properties());
		properties.put("logging.level.root", "TRACE");
		properties.put("logging.pattern.console", "%p|%logger|%m%n%wEx");
		properties.putAll(more);
		return ForkedApplication.start(Map.of(), List.of(), properties);
	}

	private void assertNothingLeaked(ForkedApplication application) {
		assertThat(this.secrets.size()).as("known pieces of secrets").isGreaterThan(1000);
		assertThat(application.log()).contains("WARN|application|The command token failed",
				"\tat io.github.iwaspring.");
		assertThat(secretLines(application)).isEmpty();
		assertThat(namingLines(application)).isEmpty();
	}

	private void signInAndCallApi(EmbeddedDirectory directory, ForkedApplication application) throws IOException {
		this.secrets.watch(directory);
		assertThat(application.ask("token")).startsWith("INTEGRATED");
		assertThat(application.ask("forced")).startsWith("REFRESH");
		for (String client : List.of("web-client", "rest-client")) {
			assertThat(application.ask(client)).startsWith("200");
			directory.revokeAccessTokens();
			assertThat(application.ask(client)).as("with a new token").startsWith("200");
		}
	}

	private void runDoctor(EmbeddedDirectory directory, ForkedApplication application) throws IOException {
		String healthy = application.ask("doctor");
		assertThat(healthy).contains("\"healthy\":true");
		assertContainsNeitherSecretNorName(healthy);
		directory.on(Hop.TOKEN).fault(Fault.entra("invalid_grant", 65001));
		this.secrets.watch(directory);
		String ill = application.ask("doctor");
		assertThat(ill).contains("\"healthy\":false", "consent-required");
		assertContainsNeitherSecretNorName(ill);
		application.ask("sign-out");
		assertThat(application.ask("token")).startsWith("consent-required");
	}

	private void assertContainsNeitherSecretNorName(String answer) {
		assertThat(this.secrets.areIn(answer)).as(answer).isFalse();
		assertThat(NAME.matcher(answer).find()).as(answer).isFalse();
	}

	private void signInWithFault(EmbeddedDirectory directory, ForkedApplication application, Cell cell) {
		try {
			recover(directory, application);
			directory.on(cell.hop()).fault(cell.fault());
			this.secrets.watch(directory);
			String answer = application.ask("token");
			assertThat(answer).as(cell.toString()).doesNotStartWith("INTEGRATED");
			assertContainsNeitherSecretNorName(answer);
		}
		catch (IOException ex) {
			throw new IllegalStateException(cell.toString(), ex);
		}
	}

	/**
	 * Signs in without a ticket. The message names the ticket cache without the user's
	 * name, which its path often contains.
	 */
	private void signInWithoutTicket(EmbeddedDirectory directory, ForkedApplication application) throws IOException {
		directory.kdestroy(User.ALICE);
		application.ask("sign-out");
		assertThat(application.ask("token")).startsWith("ticket-missing").doesNotContain(User.ALICE.upn());
		directory.kinit(User.ALICE);
	}

	/**
	 * Shows that this test finds a logged secret and a logged name.
	 */
	private void leak(EmbeddedDirectory directory, ForkedApplication application) throws IOException {
		Stream.of(Hop.values()).forEach((hop) -> directory.on(hop).reset());
		this.secrets.watch(directory);
		application.ask("leak");
		assertThat(secretLines(application)).singleElement(STRING).startsWith("TRACE|").contains("The token is");
		assertThat(namingLines(application)).singleElement(STRING).startsWith("INFO|").contains("The user is");
	}

	private List<String> secretLines(ForkedApplication application) {
		return application.log().lines().filter(this.secrets::areIn).toList();
	}

	/**
	 * The lines at INFO and above that contain a user's name. At DEBUG the transport logs
	 * the URL of the user realm request, which contains it.
	 */
	private static List<String> namingLines(ForkedApplication application) {
		return application.log()
			.lines()
			.filter((line) -> !line.startsWith("TRACE|") && !line.startsWith("DEBUG|"))
			.filter((line) -> NAME.matcher(line).find())
			.toList();
	}

}
