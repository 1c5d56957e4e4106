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

package io.github.iwaspring.settings;

import java.util.List;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * A property that is missing, or whose value cannot be used.
 *
 * @param name the name of the property, with an index for an element of a list
 * @param code the kind of error
 * @param value the value as a message may show it, or {@code null} if there is none
 * @param description why, as sentences; for a missing property the end of one
 * @param action what to change, as one sentence
 */
public record PropertyError(String name, IwaErrorCode code, @Nullable String value, String description, String action) {

	/**
	 * The name of the property without an index.
	 * @return the name
	 */
	public String key() {
		return this.name.replaceFirst("\\[.*", "");
	}

	/**
	 * The property, and its value if it has one.
	 * @return the beginning of the message
	 */
	public String subject() {
		return (this.value != null) ? this.name + " = '" + this.value + "'" : this.name;
	}

	/**
	 * Says what is wrong.
	 * @return one or more sentences
	 */
	public String message() {
		return subject() + ((this.value != null) ? ": " : " ") + this.description;
	}

	/**
	 * Returns the exception that lists errors, with the code of the first one.
	 * @param errors the errors, at least one
	 * @return the exception
	 */
	public static IwaException toException(List<PropertyError> errors) {
		return IwaException.of(errors.get(0).code(), IwaException.Stage.CONFIGURATION)
			.description(errors.stream().map(PropertyError::message).collect(Collectors.joining(" ")))
			.action(errors.stream().map(PropertyError::action).collect(Collectors.joining(" ")))
			.build();
	}

}
