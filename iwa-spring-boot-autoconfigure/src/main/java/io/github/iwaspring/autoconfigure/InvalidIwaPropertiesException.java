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
