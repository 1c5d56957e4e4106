package io.github.iwaspring.autoconfigure;

import java.util.Objects;

import io.github.iwaspring.IwaException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a failure that ended the application, at its start or in a runner: the fact as
 * the description, the mitigation as the action.
 */
final class IwaFailureAnalyzer extends AbstractFailureAnalyzer<IwaException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IwaException cause) {
		String message = Objects.requireNonNullElse(cause.getMessage(), "");
		String fact = message.endsWith(cause.mitigation())
				? message.substring(0, message.length() - cause.mitigation().length()).strip() : message;
		return new FailureAnalysis(fact + " (" + cause.code().id() + ")", cause.mitigation(), cause);
	}

}
