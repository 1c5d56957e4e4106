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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.microsoft.aad.msal4j.IAccount;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.ClaimsParameter;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.prompt.PromptGate;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * Prompts the user after the silent flows have failed, if the application switched that
 * on and a sign-in can end the failure.
 */
final class Fallback {

	private final SignInSettings settings;

	private final List<FallbackFlow> flows;

	private final List<SignInFlow> silentFlows;

	private final PromptGate gate;

	/**
	 * Creates the fallback.
	 * @param flows the flows that were switched on, in order
	 * @param silentFlows the flows that may succeed once the user has signed in
	 * @param gate the gate before all prompts
	 */
	Fallback(SignInSettings settings, List<FallbackFlow> flows, List<SignInFlow> silentFlows, PromptGate gate) {
		this.settings = settings;
		this.flows = flows;
		this.silentFlows = silentFlows;
		this.gate = gate;
	}

	/**
	 * The number of prompts that have ended so far.
	 */
	long prompts() {
		return this.gate.ended();
	}

	/**
	 * Acquires a token by a prompt.
	 * @param failure the failure of the silent flows
	 * @param promptsBefore the number of prompts that had ended when they started
	 * @throws IwaException the failure, if the user is not prompted; otherwise the
	 * failure of the prompt
	 */
	IwaToken acquire(Session session, SignInContext context, IwaException failure, long promptsBefore) {
		FallbackFlow flow = choose(failure);
		try (PromptGate.Permit turn = enter(context, failure)) {
			session.requireSame(context.identity());
			return (this.gate.ended() > promptsBefore) ? afterAnotherPrompt(session, context, failure, turn)
					: prompt(session, context, failure, flow, turn);
		}
	}

	/**
	 * Tries the silent flows again, since another prompt has ended meanwhile. If they
	 * fail, the user is prompted for what is missing now.
	 */
	private IwaToken afterAnotherPrompt(Session session, SignInContext context, IwaException failure,
			PromptGate.Permit turn) {
		IwaException last = failure;
		for (SignInFlow flow : this.silentFlows) {
			try {
				IwaToken token = flow.acquire(session, context);
				if (token != null) {
					return token;
				}
			}
			catch (IwaException ex) {
				last = ex;
			}
		}
		return prompt(session, context, last, choose(last), turn);
	}

	private FallbackFlow choose(IwaException failure) {
		List<FallbackFlow> helping = this.flows.stream()
			.filter((flow) -> failure.endedBy().contains(flow.kind()))
			.toList();
		if (helping.isEmpty()) {
			throw withAdvice(failure);
		}
		List<String> obstacles = new ArrayList<>();
		for (FallbackFlow flow : helping) {
			String obstacle = flow.unavailable();
			if (obstacle == null) {
				return flow;
			}
			obstacles.add(flow.kind().id() + ": " + obstacle);
		}
		throw unavailable(failure)
			.description("The user has to sign in, and no prompt of iwa.fallback.flows can be shown: "
					+ String.join("; ", obstacles) + ".")
			.action("Add a flow that can run here to iwa.fallback.flows (device-code needs no browser on this "
					+ "machine), or correct the original failure: " + failure.action())
			.build();
	}

	/**
	 * Adds the flows that would help, if there are any.
	 */
	private static IwaException withAdvice(IwaException failure) {
		if (failure.endedBy().isEmpty()) {
			return failure;
		}
		String ids = failure.endedBy().stream().map(IwaFallbackFlow::id).collect(Collectors.joining(", "));
		IwaException advised = failure.toBuilder()
			.action(failure.action() + " A sign-in by a prompt would help. Values for iwa.fallback.flows: " + ids + ".")
			.build();
		advised.setStackTrace(failure.getStackTrace());
		return advised;
	}

	/**
	 * Enters the gate. If another prompt is open, waits for it as long as the silent
	 * flows might have taken.
	 */
	private PromptGate.Permit enter(SignInContext context, IwaException failure) {
		try {
			PromptGate.Permit turn = this.gate.enter(context.request().scopes(), Duration.ZERO);
			if (turn == null) {
				context.restartForPrompt(context.remaining(), () -> stillOpen(failure));
				turn = this.gate.enter(context.request().scopes(), context.remaining());
			}
			if (turn == null) {
				throw context.timedOut();
			}
			return turn;
		}
		catch (InterruptedException ex) {
			throw SignInContext.interrupted(IwaException.of(IwaErrorCode.UNEXPECTED, Stage.FALLBACK)
				.description("The wait for another prompt was interrupted."));
		}
	}

	private static IwaException stillOpen(IwaException failure) {
		return unavailable(failure)
			.description("The user has to sign in, but another prompt was still open at the end of the time-out.")
			.action("Ask again when that prompt is answered, or raise iwa.token.acquire-timeout, which bounds the "
					+ "wait for it.")
			.build();
	}

	private IwaToken prompt(Session session, SignInContext context, IwaException failure, FallbackFlow flow,
			PromptGate.Permit turn) {
		Duration pause = turn.pause();
		if (pause != null) {
			throw unavailable(failure)
				.description("The user has to sign in, but was asked for this resource less than five minutes ago.")
				.action("Ask again in " + Math.max(pause.toSeconds(), 1) + " seconds, or correct the original failure: "
						+ failure.action())
				.retryAfter(pause)
				.build();
		}
		Account bound = session.account();
		String principal = (bound != null) ? bound.principal() : context.identity().principal();
		String claims = ClaimsParameter.withoutCapabilities(Json.merge(context.request().claims(), failure.claims()));
		context.restartForPrompt(flow.timeout(), flow::timedOut);
		context.enter(Stage.FALLBACK, "the prompt of " + flow.kind().id());
		try {
			return flow.acquire(session, context,
					new FallbackFlow.Prompt(principal, username(session, context), claims, turn::shown));
		}
		catch (IwaException ex) {
			ex.addSuppressed(failure);
			throw ex;
		}
	}

	/**
	 * The username for the prompt: that of the configuration, of the account, or of the
	 * Kerberos identity.
	 */
	private @Nullable String username(Session session, SignInContext context) {
		Optional<IAccount> account = (this.settings.username() == null) ? session.cachedAccount() : Optional.empty();
		if (account.isPresent()) {
			return account.get().username();
		}
		try {
			return IntegratedFlow.lookupName(context.identity(), this.settings);
		}
		catch (IwaException unknown) {
			return null;
		}
	}

	private static IwaException.Builder unavailable(IwaException failure) {
		return IwaException.of(IwaErrorCode.FALLBACK_UNAVAILABLE, Stage.FALLBACK)
			.correlationId(failure.correlationId())
			.claims(failure.claims())
			.cause(failure);
	}

}
