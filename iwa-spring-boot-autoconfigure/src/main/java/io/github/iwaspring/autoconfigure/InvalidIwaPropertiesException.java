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
		super(descriptions(problems), cause(problems));
		this.problems = List.copyOf(problems);
	}

	private static IwaException cause(List<Problem> problems) {
		return IwaException.of(problems.get(0).code(), IwaException.Stage.CONFIGURATION)
			.description(descriptions(problems))
			.action(problems.stream().map(Problem::action).collect(Collectors.joining(" ")))
			.build();
	}

	private static String descriptions(List<Problem> problems) {
		return problems.stream().map(Problem::description).collect(Collectors.joining(" "));
	}

	/**
	 * The problems in the order of the properties, at least one.
	 */
	List<Problem> problems() {
		return this.problems;
	}

}
