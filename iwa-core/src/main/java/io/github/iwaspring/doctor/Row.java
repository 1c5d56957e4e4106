package io.github.iwaspring.doctor;

import java.util.Collection;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport.Check;
import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * A check of a report. The components are described where they are declared.
 */
record Row(String id, Status status, String description, @Nullable String action, @Nullable IwaErrorCode code,
		@Nullable Stage stage, @Nullable String correlationId) implements Check {

	Row masked(Collection<String> userNames) {
		return new Row(this.id, this.status, Redaction.userNames(this.description, userNames),
				(this.action != null) ? Redaction.userNames(this.action, userNames) : null, this.code, this.stage,
				this.correlationId);
	}

}
