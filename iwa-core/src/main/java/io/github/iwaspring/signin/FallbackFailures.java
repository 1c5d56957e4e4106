package io.github.iwaspring.signin;

import java.time.Duration;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;

/**
 * How asking a person ends when it brings no token.
 */
final class FallbackFailures {

	private FallbackFailures() {
	}

	/**
	 * Adds to a failure which flows would have helped, if any would.
	 */
	static IwaException advise(IwaException reason) {
		if (reason.endedBy().isEmpty()) {
			return reason;
		}
		String ids = reason.endedBy().stream().map(IwaFallbackFlow::id).collect(Collectors.joining(", "));
		IwaException advised = reason.toBuilder()
			.action(reason.action() + " What would help here of iwa.fallback.flows: " + ids + ".")
			.build();
		advised.setStackTrace(reason.getStackTrace());
		return advised;
	}

	static IwaException unavailable(IwaException reason, String obstacles) {
		return of(IwaErrorCode.FALLBACK_UNAVAILABLE, reason)
			.description("The user has to sign in, and no prompt of iwa.fallback.flows can be shown: " + obstacles)
			.action("Add a flow that can run here to iwa.fallback.flows (device-code needs no browser on this "
					+ "machine), or end the reason: " + reason.action())
			.build();
	}

	static IwaException pausing(IwaException reason, Duration pause) {
		return of(IwaErrorCode.FALLBACK_UNAVAILABLE, reason)
			.description("The user has to sign in, but was asked for this resource less than five minutes ago.")
			.action("Ask again in " + Math.max(pause.toSeconds(), 1) + " seconds; or end the reason: "
					+ reason.action())
			.retryAfter(pause)
			.build();
	}

	static IwaException stillOpen(IwaException reason) {
		return of(IwaErrorCode.FALLBACK_UNAVAILABLE, reason)
			.description("The user has to sign in, and another prompt was still open when the time was over.")
			.action("Ask again when that prompt is answered, or raise iwa.token.acquire-timeout, which bounds the "
					+ "wait for it.")
			.build();
	}

	static IwaException timedOut(FallbackFlow flow) {
		return IwaException.of(IwaErrorCode.FALLBACK_TIMEOUT, Stage.FALLBACK)
			.description(
					"The user did not sign in within " + flow.timeout().toSeconds() + " s (" + flow.kind().id() + ").")
			.action("Ask again when the user is at the machine, or raise " + timeoutProperty(flow) + ".")
			.build();
	}

	private static String timeoutProperty(FallbackFlow flow) {
		return switch (flow.kind()) {
			case BROKER, INTERACTIVE -> "iwa.fallback.interactive.timeout";
			case DEVICE_CODE -> "iwa.fallback.device-code.timeout";
		};
	}

	static IwaException.Builder failed(IwaErrorCode code, String description) {
		return IwaException.of(code, Stage.FALLBACK).description(description);
	}

	private static IwaException.Builder of(IwaErrorCode code, IwaException reason) {
		return IwaException.of(code, Stage.FALLBACK)
			.correlationId(reason.correlationId())
			.claims(reason.claims())
			.cause(reason);
	}

}
