package io.github.iwaspring.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.prompt.PromptGate;

/**
 * What is left when the silent ways have failed: a person, if the application switched
 * that on and the failure is one that a person can end.
 */
final class Fallback {

	private final SignInSettings settings;

	private final List<FallbackFlow> flows;

	private final List<SignInFlow> silentFlows;

	private final PromptGate gate;

	/**
	 * Creates the fallback.
	 * @param flows the ways that were switched on, in order
	 * @param silentFlows the ways that may succeed once a person has signed in
	 * @param gate the gate before all prompts
	 */
	Fallback(SignInSettings settings, List<FallbackFlow> flows, List<SignInFlow> silentFlows, PromptGate gate) {
		this.settings = settings;
		this.flows = flows;
		this.silentFlows = silentFlows;
		this.gate = gate;
	}

	/**
	 * How many prompts there were before a sign-in began.
	 */
	long prompts() {
		return this.gate.ended();
	}

	/**
	 * Asks a person for what the silent ways could not obtain.
	 * @param reason why they could not
	 * @param promptsBefore how many prompts there were when they began
	 * @throws IwaException the reason, if nobody is to be asked; else why it did not help
	 */
	IwaToken ask(SignIn signIn, IwaException reason, long promptsBefore) {
		FallbackFlow flow = choose(reason);
		try (PromptGate.Turn turn = enter(signIn, reason)) {
			signIn.requireSameUser();
			return (this.gate.ended() > promptsBefore) ? afterAnotherPrompt(signIn, reason, turn)
					: ask(signIn, reason, flow, turn);
		}
	}

	/**
	 * Takes what the prompt of somebody else has brought; asks again only for what is
	 * wanted now.
	 */
	private IwaToken afterAnotherPrompt(SignIn signIn, IwaException reason, PromptGate.Turn turn) {
		IwaException present = reason;
		for (SignInFlow flow : this.silentFlows) {
			try {
				IwaToken token = flow.attempt(signIn);
				if (token != null) {
					return token;
				}
			}
			catch (IwaException stillNot) {
				present = stillNot;
			}
		}
		return ask(signIn, present, choose(present), turn);
	}

	private FallbackFlow choose(IwaException reason) {
		List<FallbackFlow> helping = this.flows.stream()
			.filter((flow) -> reason.endedBy().contains(flow.kind()))
			.toList();
		if (helping.isEmpty()) {
			throw FallbackFailures.advise(reason);
		}
		return firstAvailable(helping, reason);
	}

	private IwaToken ask(SignIn signIn, IwaException reason, FallbackFlow flow, PromptGate.Turn turn) {
		Duration pause = turn.pause();
		if (pause != null) {
			throw FallbackFailures.pausing(reason, pause);
		}
		Demand demand = Demand.of(signIn, this.settings, reason, turn::shown);
		signIn.conversation().askPerson(flow.timeout(), () -> FallbackFailures.timedOut(flow));
		signIn.conversation().enter(Stage.FALLBACK, "the prompt of " + flow.kind().id());
		try {
			return flow.attempt(signIn, demand);
		}
		catch (IwaException ex) {
			ex.addSuppressed(reason);
			throw ex;
		}
	}

	private static FallbackFlow firstAvailable(List<FallbackFlow> helping, IwaException reason) {
		List<String> obstacles = new ArrayList<>();
		for (FallbackFlow flow : helping) {
			String obstacle = flow.unavailable();
			if (obstacle == null) {
				return flow;
			}
			obstacles.add(flow.kind().id() + ": " + obstacle);
		}
		throw FallbackFailures.unavailable(reason, obstacles.stream().collect(Collectors.joining("; ", "", ".")));
	}

	/**
	 * Enters the gate, perhaps after somebody else's prompt, for which there is as much
	 * time as for the silent ways.
	 */
	private PromptGate.Turn enter(SignIn signIn, IwaException reason) {
		SignInContext conversation = signIn.conversation();
		try {
			PromptGate.Turn turn = this.gate.enter(signIn.request().scopes(), Duration.ZERO);
			if (turn == null) {
				conversation.askPerson(conversation.remaining(), () -> FallbackFailures.stillOpen(reason));
				turn = this.gate.enter(signIn.request().scopes(), conversation.remaining());
			}
			if (turn == null) {
				throw conversation.timedOut();
			}
			return turn;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw IwaException.of(IwaErrorCode.UNEXPECTED, Stage.FALLBACK)
				.description("The wait for another prompt was given up.")
				.action("The acquisition had timed out, or the application was closing.")
				.build();
		}
	}

}
