package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Spacing}, as the callers of the service see it.
 */
class SpacingTests {

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final CachingTokenService service = new CachingTokenService(Set.of("s"), () -> this.acquirer,
			Executors.newFixedThreadPool(1), Executors.newSingleThreadExecutor(), Duration.ofSeconds(30),
			new Pacing(Duration.ofMinutes(5), () -> 0.5), this.now::get);

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void theFirstFailureIsFollowedByAnAttemptAtOnce() {
		fail(IwaErrorCode.CONNECTION_FAILED, Stage.USER_REALM);
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void furtherFailuresAreFollowedByPausesThatGrowUpToFiveSeconds() {
		fail(IwaErrorCode.CONNECTION_FAILED, Stage.USER_REALM);
		for (int half : new int[] { 100, 200, 400, 800, 1600, 2500, 2500 }) {
			assertThat(failure()).as("a new attempt").isSameAs(this.acquirer.failure);
			assertThat(failure().retryAfter()).isEqualTo(Duration.ofMillis(half));
			pass(Duration.ofMillis(half));
		}
	}

	@Test
	void aCallerInBetweenGetsTheLastFailureWithTheTimeThatIsLeft() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.description("POST to login.example answered 429.")
			.action("Wait.")
			.correlationId("c-1")
			.retryAfter(Duration.ofSeconds(17))
			.build();
		failure();
		pass(Duration.ofSeconds(7));
		IwaException present = failure();
		assertThat(present).hasMessage(this.acquirer.failure.getMessage()).hasCause(this.acquirer.failure);
		assertThat(present.code()).isEqualTo(IwaErrorCode.THROTTLED);
		assertThat(present.stage()).isEqualTo(Stage.TOKEN);
		assertThat(present.correlationId()).isEqualTo("c-1");
		assertThat(present.retryAfter()).isEqualTo(Duration.ofSeconds(10));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.service.getTokenAsync().get())
			.withCauseInstanceOf(IwaException.class);
		assertThat(this.acquirer.requests).hasSize(1);
		pass(Duration.ofSeconds(10));
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "TICKET_MISSING, KERBEROS", "TIMEOUT, KERBEROS", "KDC_UNREACHABLE, KERBEROS",
			"USER_MISMATCH, USERNAME", "CONFIGURATION_REFUSED, CONFIGURATION", "MFA_REQUIRED, TOKEN",
			"NEGOTIATE_REJECTED, WS_TRUST", "FALLBACK_TIMEOUT, FALLBACK" })
	void whatANewTicketOrAPersonCanEndIsNeverPausedFor(IwaErrorCode code, Stage stage) {
		for (int i = 1; i <= 5; i++) {
			fail(code, stage);
			assertThat(this.acquirer.requests).hasSize(i);
		}
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void aTokenEndsTheRowOfFailures() {
		fail(IwaErrorCode.TIMEOUT, Stage.TOKEN);
		this.acquirer.failure = null;
		this.service.getToken();
		IwaTokenRequest forced = IwaTokenRequest.defaults().withForceRefresh();
		this.acquirer.failure = IwaException.of(IwaErrorCode.TIMEOUT, Stage.TOKEN).build();
		catchThrowableOfType(IwaException.class, () -> this.service.getToken(forced));
		this.acquirer.failure = null;
		assertThat(this.service.getToken(forced)).isNotNull();
	}

	@Test
	void aSignOutEndsThePause() {
		throttled();
		this.service.signOut();
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void aNewTicketEndsThePause() {
		throttled();
		this.acquirer.failure = null;
		this.acquirer.fingerprint = "new ticket";
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void otherScopesDoNotWait() {
		throttled();
		this.acquirer.failure = null;
		assertThat(this.service.getToken(IwaTokenRequest.defaults().withScopes("other"))).isNotNull();
	}

	@Test
	void aClockThatIsSetBackEndsThePause() {
		throttled();
		this.acquirer.failure = null;
		pass(Duration.ofHours(-3));
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void aTokenInMemoryIsServedDuringThePause() {
		String value = this.service.getToken().value();
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofSeconds(17))
			.build();
		catchThrowableOfType(IwaException.class,
				() -> this.service.getToken(IwaTokenRequest.defaults().withForceRefresh()));
		assertThat(this.service.getToken().value()).isEqualTo(value);
	}

	private void throttled() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofHours(1))
			.build();
		failure();
		assertThat(failure().retryAfter()).isEqualTo(Duration.ofHours(1));
		assertThat(this.acquirer.requests).hasSize(1);
	}

	private void fail(IwaErrorCode code, Stage stage) {
		this.acquirer.failure = IwaException.of(code, stage).build();
		assertThat(failure()).isSameAs(this.acquirer.failure);
	}

	private IwaException failure() {
		return catchThrowableOfType(IwaException.class, this.service::getToken);
	}

	private void pass(Duration time) {
		this.now.updateAndGet((present) -> present.plus(time));
	}

}
