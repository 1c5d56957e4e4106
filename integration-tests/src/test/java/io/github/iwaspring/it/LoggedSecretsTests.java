package io.github.iwaspring.it;

import java.io.IOException;
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
 * Nothing that is printed at any level by anybody, on success or on any failure, holds a
 * secret; and nobody is named but to those who debug.
 */
class LoggedSecretsTests {

	private static final Pattern NAME = Pattern.compile(User.ALICE.upn().replace("@", "(?:@|%40)"),
			Pattern.CASE_INSENSITIVE);

	private final Secrets secrets = new Secrets();

	@Test
	void noSecretAndNoNameIsPrintedWhateverHappens() throws IOException {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			try (ForkedApplication application = start(directory, Map.of())) {
				succeed(directory, application);
				examine(directory, application);
				FaultMatrix.cells()
					.filter((cell) -> !cell.isSlow())
					.forEach((cell) -> fail(directory, application, cell));
				assertThat(application.log()).contains("TRACE|", "DEBUG|io.github.iwaspring");
				loseTicket(directory, application);
				assertNothingPrinted(application);
				leak(directory, application);
			}
			try (ForkedApplication hasty = start(directory, Map.of("iwa.http.read-timeout", "1s"))) {
				FaultMatrix.cells().filter(Cell::isSlow).forEach((cell) -> fail(directory, hasty, cell));
				assertNothingPrinted(hasty);
			}
		}
	}

	private static ForkedApplication start(EmbeddedDirectory directory, Map<String, String> more) throws IOException {
		Map<String, String> properties = new TreeMap<>(directory.properties());
		properties.put("logging.level.root", "TRACE");
		properties.put("logging.pattern.console", "%p|%logger|%m%n%wEx");
		properties.putAll(more);
		return ForkedApplication.start(Map.of(), List.of(), properties);
	}

	private void assertNothingPrinted(ForkedApplication application) {
		assertThat(this.secrets.size()).as("what there is to look for").isGreaterThan(1000);
		assertThat(application.log()).contains("WARN|application|The command token failed",
				"\tat io.github.iwaspring.");
		assertThat(secretLines(application)).isEmpty();
		assertThat(namingLines(application)).isEmpty();
	}

	private void succeed(EmbeddedDirectory directory, ForkedApplication application) throws IOException {
		this.secrets.watch(directory);
		assertThat(application.ask("token")).startsWith("INTEGRATED");
		assertThat(application.ask("forced")).startsWith("REFRESH");
		for (String client : List.of("web-client", "rest-client")) {
			assertThat(application.ask(client)).startsWith("200");
			directory.revokeAccessTokens();
			assertThat(application.ask(client)).as("with a new token").startsWith("200");
		}
	}

	private void examine(EmbeddedDirectory directory, ForkedApplication application) throws IOException {
		String healthy = application.ask("doctor");
		assertThat(healthy).contains("\"healthy\":true");
		assertTellsNothing(healthy);
		directory.on(Hop.TOKEN).fault(Fault.entra("invalid_grant", 65001));
		this.secrets.watch(directory);
		String ill = application.ask("doctor");
		assertThat(ill).contains("\"healthy\":false", "consent-required");
		assertTellsNothing(ill);
		application.ask("sign-out");
		assertThat(application.ask("token")).as("a failure, after which every hop is asked again")
			.startsWith("consent-required");
	}

	private void assertTellsNothing(String answer) {
		assertThat(this.secrets.areIn(answer)).as(answer).isFalse();
		assertThat(NAME.matcher(answer).find()).as(answer).isFalse();
	}

	private void fail(EmbeddedDirectory directory, ForkedApplication application, Cell cell) {
		try {
			application.ask("sign-out");
			Stream.of(Hop.values()).forEach((hop) -> directory.on(hop).reset());
			directory.on(cell.hop()).fault(cell.fault());
			this.secrets.watch(directory);
			String answer = application.ask("token");
			assertThat(answer).as(cell.toString()).doesNotStartWith("INTEGRATED");
			assertTellsNothing(answer);
		}
		catch (IOException ex) {
			throw new IllegalStateException(cell.toString(), ex);
		}
	}

	/**
	 * Signs in without a ticket: its place is told, and is often named after the user.
	 */
	private void loseTicket(EmbeddedDirectory directory, ForkedApplication application) throws IOException {
		directory.kdestroy(User.ALICE);
		application.ask("sign-out");
		assertThat(application.ask("token")).startsWith("ticket-missing").doesNotContain(User.ALICE.upn());
		directory.kinit(User.ALICE);
	}

	/**
	 * Shows that a secret and a name would have been noticed.
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
	 * The lines that name a user at other levels than those for debugging: the transport
	 * prints the address of the user realm, with the name in it, at DEBUG.
	 */
	private static List<String> namingLines(ForkedApplication application) {
		return application.log()
			.lines()
			.filter((line) -> !line.startsWith("TRACE|") && !line.startsWith("DEBUG|"))
			.filter((line) -> NAME.matcher(line).find())
			.toList();
	}

}
