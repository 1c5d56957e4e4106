package io.github.iwaspring.token;

import io.github.iwaspring.IwaException;

/**
 * A failure that is told once more, with what has changed since.
 */
final class Retold {

	private Retold() {
	}

	/**
	 * Begins with everything that a failure says. The failure becomes the cause.
	 */
	static IwaException.Builder of(IwaException failure) {
		return IwaException.of(failure.code(), failure.stage())
			.description(failure.description())
			.action(failure.action())
			.correlationId(failure.correlationId())
			.claims(failure.claims())
			.retryAfter(failure.retryAfter())
			.cause(failure);
	}

}
