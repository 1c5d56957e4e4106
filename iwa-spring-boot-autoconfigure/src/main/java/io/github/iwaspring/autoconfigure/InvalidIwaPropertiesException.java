package io.github.iwaspring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import io.github.iwaspring.settings.PropertyError;

/**
 * Thrown when properties are missing or refused. Its cause is the exception of the
 * library, with the code of the first error.
 */
final class InvalidIwaPropertiesException extends RuntimeException {

	private final transient List<PropertyError> errors;

	InvalidIwaPropertiesException(List<PropertyError> errors) {
		super(errors.stream().map(PropertyError::message).collect(Collectors.joining(" ")),
				PropertyError.toException(errors));
		this.errors = List.copyOf(errors);
	}

	/**
	 * The errors in the order of the properties, at least one.
	 */
	List<PropertyError> errors() {
		return this.errors;
	}

}
