package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the renewal of tokens ahead of need. The first token lives for two hours.
 */
class RenewalTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant DUE = START.plus(Duration.ofMinutes(115));

	private static final Instant EXPIRY = START.plus(Duration.ofMinutes(120));

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final ExecutorService threads = Executors.newFixedThreadPool(1);

	private final CachingTokenService service = new CachingTokenService(Set.of("api://orders/.default"),
			() -> this.acquirer, this.threads, Executors.newSingleThreadExecutor(), Duration.ofSeconds(30),
			new Pacing(Duration.ofMinutes(5), () -> 0.5), this.now::get);

	private final Instant spreadDue = DUE.plusSeconds(30);

	private IwaToken first;

	@BeforeEach
	void signIn() {
		this.first = this.service.getToken();
		assertThat(this.first.expiresAt()).isEqualTo(EXPIRY);
	}

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void beforeItsTimeATokenIsNotRenewed() throws Exception {
		this.now.set(this.spreadDue.minusMillis(1));
		assertThat(served()).isEqualTo("token-1");
		landed();
		assertThat(this.acquirer.requests).hasSize(1);
	}

	@Test
	void oneRenewalRunsForAllCallersWhoGetTheValidTokenMeanwhile() throws Exception {
		this.now.set(this.spreadDue);
		this.acquirer.hold = new CountDownLatch(1);
		for (int i = 0; i < 1000; i++) {
			assertThat(served()).isEqualTo("token-1");
			assertThat(this.service.getTokenAsync()).isCompleted();
		}
		this.acquirer.hold.countDown();
		landed();
		assertThat(served()).isEqualTo("token-2");
		assertThat(this.acquirer.requests).extracting(IwaTokenRequest::forceRefresh).containsExactly(false, true);
		assertThat(this.acquirer.renewals).containsExactly(false, true);
	}

	@Test
	void whileRenewalsFailTheTokenIsServedUntilItExpires() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		for (Instant at = this.spreadDue; at.isBefore(EXPIRY); at = at.plusSeconds(10)) {
			this.now.set(at);
			assertThat(served()).isEqualTo("token-1");
			landed();
		}
		int attempts = this.acquirer.requests.size() - 1;
		this.now.set(EXPIRY);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CONNECTION_FAILED))
			.withMessageContaining("The former token expired at " + EXPIRY + ", after " + attempts
					+ " attempts to renew it had failed since " + this.spreadDue + ".");
		assertThat(this.acquirer.renewals.get(this.acquirer.renewals.size() - 1)).isFalse();
	}

	@Test
	void aTokenThatIsStillValidIsNotSaidToHaveExpired() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		this.now.set(this.spreadDue);
		served();
		landed();
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> this.service.getToken(IwaTokenRequest.defaults().withForceRefresh()))
			.isSameAs(this.acquirer.failure);
	}

	@Test
	void renewalsThatFailAreSpaced() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		this.now.set(this.spreadDue);
		assertNextRenewalAfter(Duration.ofMillis(100));
		assertNextRenewalAfter(Duration.ofMillis(200));
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofSeconds(17))
			.build();
		assertNextRenewalAfter(Duration.ofSeconds(17));
		this.acquirer.failure = null;
		served();
		landed();
		assertThat(served()).startsWith("token-").isNotEqualTo("token-1");
	}

	@Test
	void theTimeThatARenewalWasToldToWaitHoldsAfterTheExpiryToo() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofMinutes(1))
			.build();
		this.now.set(EXPIRY.minusSeconds(1));
		served();
		landed();
		this.now.set(EXPIRY);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(59)));
		assertThat(this.acquirer.requests).hasSize(2);
	}

	@Test
	void aRenewalThatWouldNeedAPersonIsNotTriedAgain() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.MFA_REQUIRED, Stage.TOKEN).build();
		this.now.set(this.spreadDue);
		served();
		landed();
		this.now.set(EXPIRY.minusMillis(1));
		assertThat(served()).isEqualTo("token-1");
		landed();
		assertThat(this.acquirer.requests).hasSize(2);
	}

	@Test
	void aRenewalThatFindsTheTicketOfSomebodyElseEndsTheServing() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.USERNAME).build();
		this.now.set(this.spreadDue);
		served();
		landed();
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USER_MISMATCH));
	}

	@Test
	void aMachineThatSleptServesNoExpiredToken() {
		this.now.set(EXPIRY.plus(Duration.ofDays(3)));
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken);
		assertThat(this.acquirer.renewals).containsExactly(false, false);
	}

	@Test
	void theDirectoryMayWantATokenRenewedSooner() throws Exception {
		this.acquirer.renewFrom = START.plus(Duration.ofMinutes(90));
		IwaToken token = this.service.getToken(IwaTokenRequest.defaults().withForceRefresh());
		Instant spread = START.plus(Duration.ofMinutes(90)).plusSeconds(30);
		this.now.set(spread.minusMillis(1));
		assertThat(served()).isEqualTo(token.value());
		landed();
		assertThat(this.acquirer.requests).hasSize(2);
		this.now.set(spread);
		assertThat(served()).isEqualTo(token.value());
		landed();
		assertThat(served()).isEqualTo("token-3");
	}

	@Test
	void aRenewalFromBeforeASignOutFillsNothing() throws Exception {
		CountDownLatch hold = renewalInFlight();
		this.service.signOut();
		hold.countDown();
		landed();
		assertThat(served()).isEqualTo("token-3");
	}

	@Test
	void aRenewalDoesNotAnswerForATokenThatAnApiRefusedMeanwhile() throws Exception {
		CountDownLatch hold = renewalInFlight();
		this.service.invalidate(this.first);
		hold.countDown();
		landed();
		assertThat(served()).isEqualTo("token-3");
		assertThat(this.acquirer.requests).extracting(IwaTokenRequest::forceRefresh).containsExactly(false, true, true);
	}

	@Test
	void aForcedRefreshDoesNotTakePartInARenewal() throws Exception {
		CountDownLatch hold = renewalInFlight();
		CompletableFuture<IwaToken> forced = this.service.getTokenAsync(IwaTokenRequest.defaults().withForceRefresh());
		hold.countDown();
		assertThat(forced.get(10, TimeUnit.SECONDS).value()).isEqualTo("token-3");
		assertThat(served()).isEqualTo("token-3");
	}

	@Test
	void aTokenForClaimsIsRenewedForTheSameClaims() throws Exception {
		IwaToken forClaims = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}"));
		this.now.set(forClaims.expiresAt().minusSeconds(1));
		served();
		landed();
		assertThat(this.acquirer.requests).extracting(IwaTokenRequest::claims).containsExactly(null, "{}", "{}");
		assertThat(served()).isEqualTo("token-3");
	}

	@Test
	void closingEndsARenewal() throws Exception {
		renewalInFlight();
		this.service.close();
		assertThat(this.acquirer.interrupted.get(10, TimeUnit.SECONDS)).isTrue();
	}

	private void assertNextRenewalAfter(Duration pause) throws Exception {
		served();
		landed();
		int asked = this.acquirer.requests.size();
		this.now.updateAndGet((time) -> time.plus(pause).minusMillis(1));
		served();
		landed();
		assertThat(this.acquirer.requests).as("before the pause is over").hasSize(asked);
		this.now.updateAndGet((time) -> time.plusMillis(1));
	}

	private CountDownLatch renewalInFlight() throws Exception {
		CountDownLatch hold = new CountDownLatch(1);
		this.acquirer.hold = hold;
		this.acquirer.started = new CompletableFuture<>();
		this.now.set(this.spreadDue);
		served();
		this.acquirer.started.get(10, TimeUnit.SECONDS);
		return hold;
	}

	private String served() {
		return this.service.getToken().value();
	}

	/**
	 * Waits for the one thread of acquisitions.
	 */
	private void landed() throws Exception {
		this.threads.submit(() -> {
		}).get(10, TimeUnit.SECONDS);
	}

}
