package io.github.iwaspring.diagnostics;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaReport.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a check says, before it has a name.
 *
 * @param status what came out
 * @param reason why
 * @param cure what to do, or {@code null}
 * @param code the kind of failure, or {@code null}
 */
record Finding(Status status, String reason, @Nullable String cure, @Nullable IwaErrorCode code) {

	static Finding pass(String reason) {
		return new Finding(Status.PASS, reason, null, null);
	}

	static Finding warn(String reason, String cure) {
		return new Finding(Status.WARN, reason, cure, null);
	}

	static Finding fail(String reason, String cure) {
		return new Finding(Status.FAIL, reason, cure, null);
	}

	static Finding skipped(String waitedFor) {
		return new Finding(Status.SKIPPED, "Waits for '" + waitedFor + "'.", null, null);
	}

	/**
	 * A failure: its fact with an addition, and its mitigation as the cure.
	 */
	static Finding fail(IwaException failure, String addition) {
		String id = failure.correlationId();
		String request = (id != null && !failure.mitigation().contains(id))
				? " The directory's administrator finds the request as " + id + "." : "";
		return new Finding(Status.FAIL, failure.fact() + addition + request, failure.mitigation(), failure.code());
	}

	/**
	 * A failure of the doctor itself.
	 */
	static Finding fail(Throwable failure) {
		return new Finding(Status.FAIL, "The check itself failed (" + failure.getClass().getName() + ").",
				"Please report it.", IwaErrorCode.UNEXPECTED);
	}

}
