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

import java.util.ArrayList;
import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The errors of one reading of the configuration, in the order in which they were
 * reported, and what each of them says. Used by one thread.
 */
public final class PropertyErrors {

	private final List<PropertyError> errors = new ArrayList<>();

	PropertyErrors() {
	}

	/**
	 * Reports a property that must be set.
	 * @param key the property
	 * @param value {@code null}, or a blank value
	 * @param expectation the end of the sentence "Set the property to"
	 */
	public void missing(String key, @Nullable String value, String expectation) {
		addMissing(key, value, "is required and ", expectation);
	}

	/**
	 * Reports a property that must be set because another one is.
	 * @param key the property
	 * @param value {@code null}, or a blank value
	 * @param requiringKey the property that requires it
	 * @param expectation the end of the sentence "Set the property to"
	 */
	public void missing(String key, @Nullable String value, String requiringKey, String expectation) {
		addMissing(key, value, "is required with " + requiringKey + " and ", expectation);
	}

	/**
	 * Reports a value that cannot be used.
	 * @param key the property, perhaps with an index
	 * @param value the value, which does not name a user
	 * @param refusal why
	 * @param expectation the end of the sentence "Set the property to"
	 */
	public void refused(String key, String value, Refusal refusal, String expectation) {
		add(key, IwaErrorCode.CONFIGURATION_REFUSED, PropertyKind.shownValue(value), refusal, expectation);
	}

	/**
	 * Reports a value that cannot be used.
	 * @param key the property, perhaps with an index
	 * @param value the value
	 * @param refusal why
	 * @param kind the kind of property
	 */
	public void refused(String key, String value, Refusal refusal, PropertyKind kind) {
		refused(key, IwaErrorCode.CONFIGURATION_REFUSED, value, refusal, kind);
	}

	/**
	 * Reports a value that cannot be used.
	 * @param key the property
	 * @param code the error code
	 * @param value the value
	 * @param refusal why
	 * @param kind the kind of property
	 */
	void refused(String key, IwaErrorCode code, String value, Refusal refusal, PropertyKind kind) {
		add(key, code, kind.shown().apply(value), refusal, kind.expectation());
	}

	/**
	 * Reports that the former name of a property is set.
	 * @param formerKey the former name
	 * @param value the value
	 * @param key the name now
	 */
	public void renamed(String formerKey, String value, String key) {
		this.errors.add(new PropertyError(formerKey, IwaErrorCode.CONFIGURATION_REFUSED, PropertyKind.shownValue(value),
				"The property is named " + key + " now.", "Rename " + formerKey + " to " + key + "."));
	}

	/**
	 * Whether nothing was reported.
	 * @return {@code true} if there is no error
	 */
	public boolean isEmpty() {
		return this.errors.isEmpty();
	}

	/**
	 * Returns the errors so far.
	 * @return the errors in the order of the calls
	 */
	public List<PropertyError> list() {
		return List.copyOf(this.errors);
	}

	private void addMissing(String key, @Nullable String value, String description, String expectation) {
		this.errors.add(new PropertyError(key, IwaErrorCode.CONFIGURATION_MISSING, null,
				description + ((value != null) ? "empty." : "not set."), "Set " + key + " to " + expectation + "."));
	}

	private void add(String key, IwaErrorCode code, String shown, Refusal refusal, String expectation) {
		String correction = refusal.correction();
		this.errors.add(new PropertyError(key, code, shown, refusal.description(),
				"Set " + key + " to " + ((correction != null) ? "'" + correction + "'" : expectation) + "."));
	}

}
