package io.github.iwaspring.doctor;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * What a check says, before it has a name. Its texts are plain, whoever chose their
 * words.
 *
 * @param status what came out
 * @param description why
 * @param action what to do, or {@code null}
 * @param code the kind of failure, or {@code null}
 * @param stage where the failure happened, or {@code null}
 * @param correlationId the directory's id of the request that failed, or {@code null}
 */
public record Finding(Status status, String description, @Nullable String action, @Nullable IwaErrorCode code,
		@Nullable Stage stage, @Nullable String correlationId) {

	/**
	 * Creates a finding.
	 */
	public Finding {
		description = Redaction.singleLine(description);
		action = (action != null) ? Redaction.singleLine(action) : null;
		correlationId = (correlationId != null) ? Redaction.singleLine(correlationId) : null;
	}

	/**
	 * A check that passed.
	 * @param description why
	 * @return the finding
	 */
	public static Finding pass(String description) {
		return new Finding(Status.PASS, description, null, null, null, null);
	}

	/**
	 * A check whose result should be looked at.
	 * @param description why
	 * @param action what to do
	 * @return the finding
	 */
	public static Finding warn(String description, String action) {
		return new Finding(Status.WARN, description, action, null, null, null);
	}

	/**
	 * A check that failed.
	 * @param description why
	 * @param action what to do
	 * @return the finding
	 */
	public static Finding fail(String description, String action) {
		return new Finding(Status.FAIL, description, action, null, null, null);
	}

	static Finding skipped(String waitedFor) {
		return new Finding(Status.SKIPPED, "Waits for '" + waitedFor + "'.", null, null, null, null);
	}

	/**
	 * A failure: its description with an addition, and its action as the action.
	 */
	static Finding fail(IwaException failure, String addition) {
		String id = failure.correlationId();
		String request = (id != null && !failure.action().contains(id))
				? " The directory's administrator finds the request as " + id + "." : "";
		return new Finding(Status.FAIL, failure.description() + addition + request, failure.action(), failure.code(),
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
	 * The same finding with another action.
	 */
	Finding withAction(String action) {
		return new Finding(this.status, this.description, action, this.code, this.stage, this.correlationId);
	}

	/**
	 * The finding under the name of its check.
	 */
	Row as(CheckId id) {
		return new Row(id.id(), this.status, this.description, this.action, this.code, this.stage, this.correlationId);
	}

}
