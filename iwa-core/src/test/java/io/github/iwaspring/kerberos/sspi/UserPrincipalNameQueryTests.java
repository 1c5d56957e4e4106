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

package io.github.iwaspring.kerberos.sspi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.github.iwaspring.kerberos.KerberosIdentity.UserName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserPrincipalNameQuery}. In the tests with a call that blocks, the
 * call waits until it is told to answer.
 */
@Timeout(20)
class UserPrincipalNameQueryTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final ScriptedSspi windows = new ScriptedSspi();

	private final List<Thread> calls = Collections.synchronizedList(new ArrayList<>());

	private final CountDownLatch called = new CountDownLatch(1);

	private final CountDownLatch answer = new CountDownLatch(1);

	@AfterEach
	void endCalls() {
		this.answer.countDown();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jane.doe@contoso.com", "j\u00e4ger@contoso.com", "o'brien@eu.contoso.com", "jane@corp" })
	void askReturnsTheNameThatWindowsReturns(String name) {
		try (DebugLog log = DebugLog.of(UserPrincipalNameQuery.class)) {
			assertThat(ask(0, name)).isEqualTo(new UserName(name, null));
			assertThat(log.lines()).isEmpty();
		}
	}

	@Test
	void askTakesUpANameThatChanges() {
		UserPrincipalNameQuery query = new UserPrincipalNameQuery();
		this.windows.userPrincipalName = () -> new Sspi.Named(0, "jane@contoso.com");
		assertThat(query.ask(this.windows).name()).isEqualTo("jane@contoso.com");
		this.windows.userPrincipalName = () -> new Sspi.Named(0, "jane.doe@contoso.com");
		assertThat(query.ask(this.windows).name()).isEqualTo("jane.doe@contoso.com");
		this.windows.userPrincipalName = () -> new Sspi.Named(1355, null);
		assertThat(query.ask(this.windows)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_ASKED));
	}

	/**
	 * Several lines, a down-level name, spaces, control characters, and parts of names.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "jane@contoso.com\r\njohn@contoso.com", "jane@contoso.com\n", "\njane@contoso.com",
			"CORP\\jdoe", "CORP\\jane@contoso.com", "jane doe@contoso.com", "janecontoso.com", "jane\u0007@contoso.com",
			"jane@", "@contoso.com", "jane@contoso..com", "jane@doe@contoso.com", "<jane@contoso.com>" })
	void askRefusesWhatIsNotOneName(String name) {
		try (DebugLog log = DebugLog.of(UserPrincipalNameQuery.class)) {
			assertThat(ask(0, name)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_RETURNED));
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("not one user principal name")
				.doesNotContain("jane", "contoso", "jdoe");
		}
	}

	@ParameterizedTest
	@CsvSource({ "1332, 'the account has none, as a local account (ERROR_NONE_MAPPED, 1332)'",
			"1355, 'no domain controller could be asked (ERROR_NO_SUCH_DOMAIN, 1355)'", "5, the error is 5",
			"0, what it returned is not one user principal name" })
	void askLogsWhyThereIsNoName(int error, String reason) {
		try (DebugLog log = DebugLog.of(UserPrincipalNameQuery.class)) {
			assertThat(ask(error, null).name()).isNull();
			assertThat(log.lines())
				.containsExactly("DEBUG GetUserNameEx returned no user principal name: " + reason + ".");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1332, 1355, 5 })
	void askTellsWhatToDoAboutAnError(int error) {
		assertThat(ask(error, null)).isEqualTo(new UserName(null, SspiErrors.missingName(error)));
	}

	@Test
	void askWhenTheFunctionCannotBeCalledThenSaysSoAndCallsAgain() {
		UserPrincipalNameQuery query = new UserPrincipalNameQuery();
		this.windows.userPrincipalName = () -> {
			throw new UnsatisfiedLinkError("C:\\Users\\jane");
		};
		try (DebugLog log = DebugLog.of(UserPrincipalNameQuery.class)) {
			assertThat(query.ask(this.windows)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_RETURNED));
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("could not be called (java.lang.UnsatisfiedLinkError)")
				.doesNotContain("jane");
		}
		this.windows.userPrincipalName = () -> new Sspi.Named(0, "jane@contoso.com");
		assertThat(query.ask(this.windows).name()).isEqualTo("jane@contoso.com");
	}

	@Test
	void askWhenNoThreadCanBeMadeThenSaysSoAndCallsAgain() {
		AtomicBoolean full = new AtomicBoolean(true);
		UserPrincipalNameQuery query = new UserPrincipalNameQuery(LONG, (call) -> {
			if (full.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return new Thread(call);
		});
		this.windows.userPrincipalName = () -> new Sspi.Named(0, "jane@contoso.com");
		try (DebugLog log = DebugLog.of(UserPrincipalNameQuery.class)) {
			assertThat(query.ask(this.windows)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_RETURNED));
			assertThat(log.lines()).singleElement().asString().contains("no thread could be made");
		}
		full.set(false);
		assertThat(query.ask(this.windows).name()).isEqualTo("jane@contoso.com");
	}

	@Test
	void callsThatBlockEndNoCallersWaitAndAreNeverTwo() {
		UserPrincipalNameQuery query = new UserPrincipalNameQuery(SHORT);
		block();
		try (DebugLog log = DebugLog.of(UserPrincipalNameQuery.class)) {
			for (int caller = 0; caller < 3; caller++) {
				assertThat(query.ask(this.windows)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_ASKED));
			}
			assertThat(log.lines()).hasSize(3).allMatch((line) -> line.contains("longer than 50 ms"));
		}
		assertThat(this.calls).singleElement().satisfies((thread) -> {
			assertThat(thread.isDaemon()).isTrue();
			assertThat(thread).isNotSameAs(Thread.currentThread());
		});
	}

	@Test
	void askWhileACallRunsWaitsForItsResult() throws Exception {
		UserPrincipalNameQuery query = new UserPrincipalNameQuery(LONG);
		block();
		FutureTask<UserName> first = start(query);
		this.called.await();
		FutureTask<UserName> second = start(query);
		this.answer.countDown();
		assertThat(first.get().name()).isEqualTo("jane@contoso.com");
		assertThat(second.get().name()).isEqualTo("jane@contoso.com");
		assertThat(this.calls).hasSize(1);
		assertThat(query.ask(this.windows).name()).isEqualTo("jane@contoso.com");
		assertThat(this.calls).hasSize(2);
	}

	@Test
	void anInterruptedCallerStopsWaitingAndLeavesTheCallToOthers() throws Exception {
		UserPrincipalNameQuery query = new UserPrincipalNameQuery(LONG);
		block();
		FutureTask<UserName> other = start(query);
		this.called.await();
		try (DebugLog log = DebugLog.of(UserPrincipalNameQuery.class)) {
			Thread.currentThread().interrupt();
			assertThat(query.ask(this.windows)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_RETURNED));
			assertThat(Thread.interrupted()).isTrue();
			assertThat(log.lines()).singleElement().asString().contains("the thread was interrupted");
		}
		this.answer.countDown();
		assertThat(other.get().name()).isEqualTo("jane@contoso.com");
		assertThat(this.calls).hasSize(1);
	}

	private UserName ask(int error, @Nullable String name) {
		this.windows.userPrincipalName = () -> new Sspi.Named(error, name);
		return new UserPrincipalNameQuery().ask(this.windows);
	}

	private void block() {
		this.windows.userPrincipalName = () -> {
			this.calls.add(Thread.currentThread());
			this.called.countDown();
			try {
				this.answer.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("a call to Windows was interrupted", ex);
			}
			return new Sspi.Named(0, "jane@contoso.com");
		};
	}

	/**
	 * Starts a caller, and returns when it waits.
	 */
	private FutureTask<UserName> start(UserPrincipalNameQuery query) {
		FutureTask<UserName> caller = new FutureTask<>(() -> query.ask(this.windows));
		Thread thread = new Thread(caller);
		thread.setDaemon(true);
		thread.start();
		await(() -> thread.getState() == Thread.State.TIMED_WAITING);
		return caller;
	}

	private static void await(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			assertThat(Thread.currentThread().isInterrupted()).as("ended by its time limit").isFalse();
			Thread.onSpinWait();
		}
	}

}
