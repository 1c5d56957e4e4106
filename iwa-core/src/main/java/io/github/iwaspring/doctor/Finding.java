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

package io.github.iwaspring.doctor;

import java.time.Duration;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The result of a check. Its texts are on one line and without control characters, even
 * if they quote others.
 *
 * @param status the status
 * @param description what the check found
 * @param action what to do, or {@code null}
 * @param code the code of the failure, or {@code null}
 * @param stage the stage of the failure, or {@code null}
 * @param correlationId the directory's id of the request that failed, or {@code null}
 * @param retryAfter how long to wait before the next attempt, or {@code null}
 */
public record Finding(Status status, String description, @Nullable String action, @Nullable IwaErrorCode code,
		@Nullable Stage stage, @Nullable String correlationId, @Nullable Duration retryAfter) {

	/**
	 * Creates a finding.
	 */
	public Finding {
		description = (code != null) ? Redaction.sentences(description) : Redaction.singleLine(description);
		action = (action != null) ? Redaction.sentences(action) : null;
		correlationId = (correlationId != null) ? Redaction.singleLine(correlationId) : null;
	}

	/**
	 * Creates a finding that no failure of the sign-in led to.
	 * @param status the status
	 * @param description what the check found
	 * @param action what to do, or {@code null}
	 */
	public Finding(Status status, String description, @Nullable String action) {
		this(status, description, action, null, null, null, null);
	}

	/**
	 * Creates the finding of a check that passed.
	 * @param description what the check found
	 * @return the finding
	 */
	public static Finding pass(String description) {
		return new Finding(Status.PASS, description, null);
	}

	/**
	 * Creates a warning.
	 * @param description what the check found
	 * @param action what to do
	 * @return the finding
	 */
	public static Finding warn(String description, String action) {
		return new Finding(Status.WARN, description, action);
	}

	/**
	 * Creates the finding of a check that failed.
	 * @param description what the check found
	 * @param action what to do
	 * @return the finding
	 */
	public static Finding fail(String description, String action) {
		return new Finding(Status.FAIL, description, action);
	}

	/**
	 * Creates the finding for a failure of the sign-in.
	 * @param failure the failure
	 * @param addition an addition to its description, with a leading space unless empty
	 */
	static Finding fail(IwaException failure, String addition) {
		String id = failure.correlationId();
		String request = (id != null && !failure.action().contains(id))
				? " The directory's administrator finds the request under the id " + id + "." : "";
		return new Finding(Status.FAIL, failure.description() + addition + request, failure.action(), failure.code(),
				failure.stage(), id, failure.retryAfter());
	}

	/**
	 * Creates the finding for a failure of the doctor itself.
	 */
	static Finding fail(Throwable failure) {
		return new Finding(Status.FAIL, "The check itself failed (" + failure.getClass().getName() + ").",
				"Please report it.", IwaErrorCode.UNEXPECTED, null, null, null);
	}

	/**
	 * Creates the finding of a check that the sign-in did not reach.
	 */
	static Finding skipped(CheckId failed) {
		return new Finding(Status.SKIPPED, "Not reached, because '" + failed.id() + "' failed.", null);
	}

	Finding withAction(String action) {
		return new Finding(this.status, this.description, action, this.code, this.stage, this.correlationId,
				this.retryAfter);
	}

}
