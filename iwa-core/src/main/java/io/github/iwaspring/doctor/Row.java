package io.github.iwaspring.doctor;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport.Check;
import io.github.iwaspring.IwaReport.Status;
import org.jspecify.annotations.Nullable;

/**
 * A check of a report. The components are described where they are declared.
 */
record Row(String id, Status status, String description, @Nullable String action, @Nullable IwaErrorCode code,
		@Nullable Stage stage, @Nullable String correlationId) implements Check {

	Row masked(Mask mask) {
		return new Row(this.id, this.status, mask.apply(this.description),
				(this.action != null) ? mask.apply(this.action) : null, this.code, this.stage, this.correlationId);
	}

}
