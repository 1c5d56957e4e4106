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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.prompt.PromptGate;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Fallback}: which error leads to which flow, and to how many prompts.
 */
class FallbackTests {

	private static final SignInSettings SETTINGS = new SignInSettings(
			Authority.parse("https://login.microsoftonline.com/contoso.com/"), "client", List.of(), null, null,
			Set.of());

	private final List<String> journal = new ArrayList<>();

	private final Map<IwaFallbackFlow, FakeFlow> flows = new EnumMap<>(IwaFallbackFlow.class);

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final PromptGate gate = new PromptGate(this.now::get);

	private final Session session = new Session(SETTINGS, (request) -> {
		throw new AssertionError("nothing was to be sent");
	}, new DiscoveryCache(this.now::get), null);

	FallbackTests() {
		for (IwaFallbackFlow kind : IwaFallbackFlow.values()) {
			this.flows.put(kind, new FakeFlow(kind, this.journal));
		}
	}

	/**
	 * The outcome is the source of a token, or the code of an error; 'ran' is the one
	 * flow that prompted, once.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			# code                    | flows                          | ran         | outcome
			MFA_REQUIRED              | -                              | -           | mfa-required
			MFA_REQUIRED              | device-code                    | device-code | DEVICE_CODE
			MFA_REQUIRED              | interactive                    | interactive | INTERACTIVE
			MFA_REQUIRED              | broker                         | broker      | BROKER
			MFA_REQUIRED              | device-code interactive broker | device-code | DEVICE_CODE
			MFA_REQUIRED              | broker interactive device-code | broker      | BROKER
			CONSENT_REQUIRED          | -                              | -           | consent-required
			CONSENT_REQUIRED          | interactive device-code        | interactive | INTERACTIVE
			INTERACTION_REQUIRED      | -                              | -           | interaction-required
			INTERACTION_REQUIRED      | device-code broker             | device-code | DEVICE_CODE
			MANAGED_USER              | -                              | -           | managed-user
			MANAGED_USER              | interactive                    | interactive | INTERACTIVE
			MANAGED_USER              | device-code                    | device-code | DEVICE_CODE
			PASSWORD_EXPIRED          | -                              | -           | password-expired
			PASSWORD_EXPIRED          | device-code                    | -           | password-expired
			PASSWORD_EXPIRED          | broker device-code             | -           | password-expired
			PASSWORD_EXPIRED          | broker device-code interactive | interactive | INTERACTIVE
			DEVICE_REQUIRED           | -                              | -           | device-required
			DEVICE_REQUIRED           | interactive device-code        | -           | device-required
			DEVICE_REQUIRED           | interactive device-code broker | broker      | BROKER
			BLOCKED_BY_POLICY         | broker interactive device-code | -           | blocked-by-policy
			BLOCKED_BY_POLICY+claims  | -                              | -           | blocked-by-policy
			BLOCKED_BY_POLICY+claims  | interactive                    | interactive | INTERACTIVE
			BLOCKED_BY_POLICY+claims  | device-code                    | device-code | DEVICE_CODE
			""")
	void acquireRunsTheFlowThatTheCodeNames(String code, String configured, String ran, String outcome) {
		IwaFallbackFlow[] kinds = configured.equals("-") ? new IwaFallbackFlow[0]
				: Arrays.stream(configured.split(" "))
					.map((id) -> IwaFallbackFlow.valueOf(id.toUpperCase().replace('-', '_')))
					.toArray(IwaFallbackFlow[]::new);
		IwaException reason = failure(code);
		assertThat(outcome(reason, kinds)).isEqualTo(outcome);
		assertThat(this.journal).isEqualTo(ran.equals("-") ? List.of() : List.of(ran));
	}

	static Stream<IwaErrorCode> codesWithoutFlow() {
		return EnumSet
			.complementOf(EnumSet.of(IwaErrorCode.MFA_REQUIRED, IwaErrorCode.CONSENT_REQUIRED,
					IwaErrorCode.INTERACTION_REQUIRED, IwaErrorCode.MANAGED_USER, IwaErrorCode.PASSWORD_EXPIRED,
					IwaErrorCode.DEVICE_REQUIRED, IwaErrorCode.BLOCKED_BY_POLICY))
			.stream();
	}

	@ParameterizedTest
	@MethodSource("codesWithoutFlow")
	void acquireForAnotherCodePromptsNobody(IwaErrorCode code) {
		IwaException reason = IwaException.of(code, Stage.TOKEN).claims("{}").build();
		assertThat(catchThrowableOfType(IwaException.class, () -> acquire(reason, IwaFallbackFlow.values())))
			.isSameAs(reason);
		assertThat(this.journal).isEmpty();
	}

	@Test
	void acquireWithoutFlowsNamesTheFlowsThatWouldHelp() {
		IwaException reason = IwaException.of(IwaErrorCode.MFA_REQUIRED, Stage.TOKEN)
			.description("A second factor is demanded.")
			.action("Sign in.")
			.claims("{\"a\":1}")
			.correlationId("c")
			.build();
		IwaException failure = catchThrowableOfType(IwaException.class, () -> acquire(reason));
		assertThat(failure).isInstanceOf(IwaInteractionRequiredException.class);
		assertThat(failure.description()).isEqualTo(reason.description());
		assertThat(failure.action()).startsWith("Sign in.")
			.contains("iwa.fallback.flows: broker, interactive, device-code.");
		assertThat(failure.claims()).isEqualTo(reason.claims());
		assertThat(failure.correlationId()).isEqualTo("c");
		assertThat(catchThrowableOfType(IwaException.class, () -> acquire(failure("DEVICE_REQUIRED"))).action())
			.contains("iwa.fallback.flows: broker.")
			.doesNotContain("interactive", "device-code");
	}

	@Test
	void acquireSkipsUnavailableFlows() {
		this.flows.get(IwaFallbackFlow.BROKER).obstacle = "there is none";
		assertThat(outcome(failure("MFA_REQUIRED"), IwaFallbackFlow.BROKER, IwaFallbackFlow.DEVICE_CODE))
			.isEqualTo("DEVICE_CODE");
	}

	@Test
	void acquireWithoutAvailableFlowNamesTheObstacles() {
		this.flows.get(IwaFallbackFlow.BROKER).obstacle = "there is none";
		this.flows.get(IwaFallbackFlow.INTERACTIVE).obstacle = "there is no display";
		IwaException reason = failure("MFA_REQUIRED+claims");
		IwaException failure = catchThrowableOfType(IwaException.class,
				() -> acquire(reason, IwaFallbackFlow.BROKER, IwaFallbackFlow.INTERACTIVE));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
		assertThat(failure.stage()).isEqualTo(Stage.FALLBACK);
		assertThat(failure).hasCause(reason)
			.hasMessageContaining("broker: there is none; interactive: there is no display.");
		assertThat(failure.claims()).isEqualTo(reason.claims());
		assertThat(this.journal).isEmpty();
	}

	@Test
	void acquireEndsWithTheFirstFailure() {
		IwaException declined = IwaException.of(IwaErrorCode.FALLBACK_DECLINED, Stage.FALLBACK).build();
		this.flows.get(IwaFallbackFlow.INTERACTIVE).failure = declined;
		IwaException reason = failure("MFA_REQUIRED");
		assertThat(catchThrowableOfType(IwaException.class,
				() -> acquire(reason, IwaFallbackFlow.INTERACTIVE, IwaFallbackFlow.DEVICE_CODE)))
			.isSameAs(declined)
			.hasSuppressedException(reason);
		assertThat(this.journal).containsExactly("interactive");
	}

	@Test
	void acquireForTheSameResourcePromptsAgainAfterFiveMinutes() {
		acquire(failure("MFA_REQUIRED"), IwaFallbackFlow.INTERACTIVE);
		this.now.updateAndGet((time) -> time.plus(Duration.ofMinutes(4)));
		IwaException refused = catchThrowableOfType(IwaException.class,
				() -> acquire(failure("MFA_REQUIRED"), IwaFallbackFlow.INTERACTIVE));
		assertThat(refused.code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
		assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
		assertThat(this.journal).hasSize(1);
		this.now.updateAndGet((time) -> time.plus(Duration.ofMinutes(1)));
		acquire(failure("MFA_REQUIRED"), IwaFallbackFlow.INTERACTIVE);
		assertThat(this.journal).hasSize(2);
	}

	@Test
	void acquireWaitsForAnotherPromptAsLongAsForTheSilentFlows() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1);
		Thread other = new Thread(() -> {
			try (PromptGate.Permit turn = this.gate.enter(List.of("api://other/read"), Duration.ofSeconds(30))) {
				entered.countDown();
				answered.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "other");
		other.start();
		entered.await();
		IwaException failure = catchThrowableOfType(IwaException.class,
				() -> acquire(failure("MFA_REQUIRED"), null, Duration.ofMillis(100), IwaFallbackFlow.INTERACTIVE));
		answered.countDown();
		other.join();
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
		assertThat(failure).hasMessageContaining("still open").hasMessageContaining("iwa.token.acquire-timeout");
		assertThat(this.journal).isEmpty();
	}

	@Test
	void acquireAfterThePromptOfAnotherUserIsRefused() {
		long promptsBefore = this.gate.ended();
		acquire(failure("MFA_REQUIRED"), IwaFallbackFlow.INTERACTIVE);
		this.journal.clear();
		assertRefusedInTheSessionOfAnotherUser(promptsBefore);
	}

	@Test
	void acquireInTheSessionOfAnotherUserPromptsNobody() {
		assertRefusedInTheSessionOfAnotherUser(this.gate.ended());
	}

	private void assertRefusedInTheSessionOfAnotherUser(long promptsBefore) {
		IwaTokenRequest request = IwaTokenRequest.defaults().withScopes(ScriptedEntra.SCOPE);
		Fallback fallback = new Fallback(SETTINGS, List.of(this.flows.get(IwaFallbackFlow.INTERACTIVE)), List.of(),
				this.gate);
		this.session.bind(new Account("bob@CONTOSO.COM", "uid.utid", "utid"));
		try (SignInContext context = SignInContext.open(
				new AcquisitionContext(request, Duration.ofSeconds(30), AcquisitionListener.NONE),
				ScriptedEntra.alice())) {
			IwaException refused = catchThrowableOfType(IwaException.class,
					() -> fallback.acquire(this.session, context, failure("MFA_REQUIRED"), promptsBefore));
			assertThat(refused.code()).isEqualTo(IwaErrorCode.USER_MISMATCH);
		}
		assertThat(this.journal).isEmpty();
	}

	@Test
	void promptHasTheClaimsOfTheDirectoryAndOfTheApi() {
		IwaException reason = IwaException.of(IwaErrorCode.MFA_REQUIRED, Stage.TOKEN)
			.claims("{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"p\"]}}}")
			.build();
		acquire(reason, "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}",
				IwaFallbackFlow.INTERACTIVE);
		FallbackFlow.Prompt prompt = this.flows.get(IwaFallbackFlow.INTERACTIVE).prompt;
		assertThat(prompt.claims()).contains("capolids", "acrs");
		assertThat(prompt.principal()).isEqualTo("alice@CONTOSO.COM");
		assertThat(prompt.username()).isEqualTo("alice@contoso.com");
		assertThat(prompt.toString()).doesNotContain("alice");
	}

	private String outcome(IwaException reason, IwaFallbackFlow... configured) {
		try {
			return acquire(reason, configured).source().name();
		}
		catch (IwaException ex) {
			return ex.code().id();
		}
	}

	private IwaToken acquire(IwaException reason, IwaFallbackFlow... configured) {
		return acquire(reason, null, configured);
	}

	private IwaToken acquire(IwaException reason, String claims, IwaFallbackFlow... configured) {
		return acquire(reason, claims, Duration.ofSeconds(30), configured);
	}

	private IwaToken acquire(IwaException reason, String claims, Duration timeout, IwaFallbackFlow... configured) {
		IwaTokenRequest request = IwaTokenRequest.defaults().withScopes(ScriptedEntra.SCOPE);
		IwaTokenRequest wanted = (claims != null) ? request.withClaims(claims) : request;
		List<FallbackFlow> chain = Arrays.stream(configured).<FallbackFlow>map(this.flows::get).toList();
		AcquisitionContext acquisition = new AcquisitionContext(wanted, timeout, AcquisitionListener.NONE);
		try (SignInContext context = SignInContext.open(acquisition, ScriptedEntra.alice())) {
			Fallback fallback = new Fallback(SETTINGS, chain, List.of(), this.gate);
			return fallback.acquire(this.session, context, reason, fallback.prompts());
		}
	}

	private static IwaException failure(String code) {
		String[] parts = code.split("\\+");
		return IwaException.of(IwaErrorCode.valueOf(parts[0]), Stage.TOKEN)
			.description("It failed.")
			.action("Do something.")
			.claims((parts.length > 1) ? "{\"access_token\":{}}" : null)
			.build();
	}

}
