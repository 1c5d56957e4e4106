package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a failure that ended the application, at its start or in a runner: the
 * description as the description, the action as the action.
 */
final class IwaFailureAnalyzer extends AbstractFailureAnalyzer<IwaException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IwaException cause) {
		return new FailureAnalysis(cause.description() + " (" + cause.code().id() + ")", cause.action(), cause);
	}

}
