package io.github.iwaspring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaException;

/**
 * The end of a start whose configuration cannot be used. Its cause is the exception that
 * an application may look for, with the code of the first problem.
 */
final class InvalidIwaPropertiesException extends RuntimeException {

	private final transient List<Problem> problems;

	InvalidIwaPropertiesException(List<Problem> problems) {
		super(facts(problems), cause(problems));
		this.problems = List.copyOf(problems);
	}

	private static IwaException cause(List<Problem> problems) {
		return IwaException.of(problems.get(0).code(), IwaException.Stage.CONFIGURATION)
			.fact(facts(problems))
			.mitigation(problems.stream().map(Problem::remedy).collect(Collectors.joining(" ")))
			.build();
	}

	private static String facts(List<Problem> problems) {
		return problems.stream().map(Problem::fact).collect(Collectors.joining(" "));
	}

	/**
	 * The problems in the order of the properties, at least one.
	 */
	List<Problem> problems() {
		return this.problems;
	}

}
