package io.github.iwaspring.it;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers of the directory that are unusual, or none.
 */
class DirectoryAnswerTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-5", "\"soon\"", "null" })
	void anAnswerThatDoesNotSayHowLongItsTokenLivesIsRefused(String expiresIn) {
		this.directory.on(Hop.TOKEN)
			.rewrite((body) -> body.replaceAll("\"expires_in\":\\s*\\d+", "\"expires_in\":" + expiresIn));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.refused(IwaErrorCode.RESPONSE_INVALID, Stage.TOKEN))
				.hasMessageContaining("expires_in");
		}
	}

	@Test
	void theLifetimeMayBeAString() {
		this.directory.on(Hop.TOKEN)
			.rewrite((body) -> body.replaceAll("\"expires_in\":\\s*(\\d+)", "\"expires_in\":\"$1\""));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.tokens().getToken().expiresAt()).isAfter(Instant.now());
		}
	}

	@Test
	void aRetryAfterOnASuccessfulAnswerStopsNothing() {
		this.directory.on(Hop.USER_REALM)
			.intercept((request, hop) -> hop.respond(request).withHeader("Retry-After", "60"));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.tokens().getToken()).isNotNull();
		}
	}

	@Test
	void aFailureOfTheDirectoryIsToldAsOneWithTheTimeToWait() {
		this.directory.on(Hop.TOKEN)
			.respond(Reply.json(503, Map.of("error", "service_unavailable")).withHeader("Retry-After", "7"));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.refused(IwaErrorCode.SERVICE_UNAVAILABLE, Stage.TOKEN).retryAfter())
				.isEqualTo(Duration.ofSeconds(7));
			this.directory.on(Hop.TOKEN).reset();
			this.directory.log().clear();
			assertThat(application.refused(IwaErrorCode.SERVICE_UNAVAILABLE, Stage.TOKEN).retryAfter())
				.isBetween(Duration.ofMillis(1), Duration.ofSeconds(7));
			assertThat(this.directory.log().requests()).as("while it is too early").isEmpty();
			application.tokens().signOut();
			assertThat(application.tokens().getToken()).as("after msal4j remembered nothing").isNotNull();
		}
	}

}
