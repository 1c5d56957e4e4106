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

package io.github.iwaspring.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SignInLock}: who shares the failure of whom.
 */
class SignInLockTests {

	private static final String ALICE = "alice@CONTOSO.COM";

	private static final Duration AMPLE = Duration.ofSeconds(30);

	private static final IwaException OUTAGE = failure(Stage.WS_TRUST, IwaErrorCode.FEDERATION_UNAVAILABLE);

	private static final ThreadLocal<SignInContext> OPEN = new ThreadLocal<>();

	private final Session session = new Session(
			new SignInSettings(Authority.parse("https://login.microsoftonline.com/contoso.com/"), "client", List.of(),
					null, null, Set.of()),
			(request) -> {
				throw new AssertionError("nothing was to be sent");
			}, new DiscoveryCache(InstantSource.system()), null);

	private final SignInLock lock = new SignInLock();

	private final CompletableFuture<IwaException> outcome = new CompletableFuture<>();

	@Test
	void waiterWithTheSameTicketSharesAFailureBeforeTheTokenRequest() {
		CompletableFuture<IwaToken> waiter = waiter(ALICE, "ticket");
		this.outcome.complete(OUTAGE);
		assertThat(waiter).failsWithin(AMPLE).withThrowableThat().havingCause().isSameAs(OUTAGE);
	}

	@Test
	void manyWaitersShareTheFailure() {
		List<CompletableFuture<IwaToken>> waiters = Stream.of("A", "B", "C")
			.map((api) -> waiter(ALICE, "ticket"))
			.toList();
		this.outcome.complete(OUTAGE);
		assertThat(waiters).allSatisfy(
				(waiter) -> assertThat(waiter).failsWithin(AMPLE).withThrowableThat().havingCause().isSameAs(OUTAGE));
	}

	@Test
	void waiterOfAnotherPrincipalTries() {
		assertTriesAfter(waiter("bob@CONTOSO.COM", "ticket"), OUTAGE);
	}

	@Test
	void waiterWithANewTicketTries() {
		assertTriesAfter(waiter(ALICE, "new ticket"), OUTAGE);
	}

	@Test
	void waiterTriesWhenAnAccountWasBoundMeanwhile() {
		CompletableFuture<IwaToken> waiter = waiter(ALICE, "ticket");
		this.session.bind(new Account(ALICE, "uid.utid", "utid"));
		assertTriesAfter(waiter, OUTAGE);
	}

	@Test
	void waiterTriesAfterAFailureOfTheTokenRequest() {
		assertTriesAfter(waiter(ALICE, "ticket"), failure(Stage.TOKEN, IwaErrorCode.CONSENT_REQUIRED));
	}

	@Test
	void waiterTriesAfterAnInterrupt() {
		assertTriesAfter(waiter(ALICE, "ticket"), failure(Stage.WS_TRUST, IwaErrorCode.UNEXPECTED));
	}

	@Test
	void waiterTriesAfterATimeOutOfTheFirst() {
		CompletableFuture<IwaToken> waiter = waiter(ALICE, "ticket", Duration.ofSeconds(1));
		this.outcome.complete(null);
		assertThat(waiter).succeedsWithin(AMPLE);
	}

	@Test
	void laterCallerTries() {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> run(ALICE, "ticket", AMPLE, () -> {
			throw OUTAGE;
		}));
		assertThat(run(ALICE, "ticket", AMPLE, SignInLockTests::token).value()).isEqualTo("token");
	}

	private void assertTriesAfter(CompletableFuture<IwaToken> waiter, IwaException failure) {
		this.outcome.complete(failure);
		assertThat(waiter).succeedsWithin(AMPLE);
	}

	private CompletableFuture<IwaToken> waiter(String principal, Object fingerprint) {
		return waiter(principal, fingerprint, AMPLE);
	}

	/**
	 * Starts Alice's sign-in, which ends as the outcome says, and another one that waits
	 * for it.
	 * @param time the time of Alice's sign-in, which it uses up if the outcome is none
	 */
	private CompletableFuture<IwaToken> waiter(String principal, Object fingerprint, Duration time) {
		if (waiting() == 0) {
			CompletableFuture<Void> holding = new CompletableFuture<>();
			start(ALICE, "ticket", time, () -> {
				holding.complete(null);
				throw failure(this.outcome.join());
			});
			assertThat(holding).succeedsWithin(AMPLE);
		}
		long before = waiting();
		CompletableFuture<IwaToken> waiter = start(principal, fingerprint, AMPLE, SignInLockTests::token);
		Awaitility.await().until(() -> waiting() > before);
		return waiter;
	}

	/**
	 * The outcome of the sign-in of this thread, or its failure at the end of its time.
	 */
	private static IwaException failure(@Nullable IwaException outcome) {
		if (outcome == null) {
			SignInContext context = OPEN.get();
			Awaitility.await().pollInSameThread().until(() -> context.remaining().toMillis() <= 0);
		}
		return (outcome != null) ? outcome : OUTAGE;
	}

	private static long waiting() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Stream.of(stack)
				.anyMatch((frame) -> frame.getClassName().equals(SignInLock.class.getName())
						&& frame.getMethodName().equals("await")))
			.count();
	}

	private CompletableFuture<IwaToken> start(String principal, Object fingerprint, Duration time,
			Supplier<IwaToken> attempt) {
		CompletableFuture<IwaToken> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(run(principal, fingerprint, time, attempt));
			}
			catch (IwaException ex) {
				result.completeExceptionally(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
		return result;
	}

	private IwaToken run(String principal, Object fingerprint, Duration time, Supplier<IwaToken> attempt) {
		IwaTokenRequest request = IwaTokenRequest.defaults().withScopes("api://orders/.default");
		KerberosIdentity identity = new Named(principal);
		AcquisitionContext acquisition = new AcquisitionContext(request, time, AcquisitionListener.NONE);
		acquisition.fingerprint(fingerprint);
		try (SignInContext context = SignInContext.open(acquisition, identity)) {
			OPEN.set(context);
			return this.lock.run(this.session, context, attempt);
		}
	}

	private static IwaToken token() {
		return IwaToken.of("token", Instant.MAX, Set.of("read"), "alice@contoso.com", IwaToken.Source.INTEGRATED);
	}

	private static IwaException failure(Stage stage, IwaErrorCode code) {
		return IwaException.of(code, stage).description("It failed.").action("Try again later.").build();
	}

	private record Named(String principal) implements KerberosIdentity {

		@Override
		public SpnegoContext createContext(String host, Supplier<ChannelBinding> binding) {
			throw new AssertionError("no ticket was to be used");
		}

	}

}
