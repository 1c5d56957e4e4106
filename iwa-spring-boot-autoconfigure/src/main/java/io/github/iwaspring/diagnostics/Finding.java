package io.github.iwaspring.diagnostics;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a check says, before it has a name. Its texts are plain, whoever chose their
 * words.
 *
 * @param status what came out
 * @param reason why
 * @param cure what to do, or {@code null}
 * @param code the kind of failure, or {@code null}
 * @param stage where the failure happened, or {@code null}
 * @param correlationId the directory's id of the request that failed, or {@code null}
 */
record Finding(Status status, String reason, @Nullable String cure, @Nullable IwaErrorCode code, @Nullable Stage stage,
		@Nullable String correlationId) {

	Finding {
		reason = PlainText.of(reason);
		cure = (cure != null) ? PlainText.of(cure) : null;
		correlationId = (correlationId != null) ? PlainText.of(correlationId) : null;
	}

	static Finding pass(String reason) {
		return new Finding(Status.PASS, reason, null, null, null, null);
	}

	static Finding warn(String reason, String cure) {
		return new Finding(Status.WARN, reason, cure, null, null, null);
	}

	static Finding fail(String reason, String cure) {
		return new Finding(Status.FAIL, reason, cure, null, null, null);
	}

	static Finding skipped(String waitedFor) {
		return new Finding(Status.SKIPPED, "Waits for '" + waitedFor + "'.", null, null, null, null);
	}

	/**
	 * A failure: its fact with an addition, and its mitigation as the cure.
	 */
	static Finding fail(IwaException failure, String addition) {
		String id = failure.correlationId();
		String request = (id != null && !failure.mitigation().contains(id))
				? " The directory's administrator finds the request as " + id + "." : "";
		return new Finding(Status.FAIL, failure.fact() + addition + request, failure.mitigation(), failure.code(),
				failure.stage(), id);
	}

	/**
	 * A failure of the doctor itself.
	 */
	static Finding fail(Throwable failure) {
		return new Finding(Status.FAIL, "The check itself failed (" + failure.getClass().getName() + ").",
				"Please report it.", IwaErrorCode.UNEXPECTED, null, null);
	}

	/**
	 * The same finding with another cure.
	 */
	Finding withCure(String cure) {
		return new Finding(this.status, this.reason, cure, this.code, this.stage, this.correlationId);
	}

	/**
	 * The finding under the name of its check.
	 */
	Row as(CheckId id) {
		return new Row(id.id(), this.status, this.reason, this.cure, this.code, this.stage, this.correlationId);
	}

}
