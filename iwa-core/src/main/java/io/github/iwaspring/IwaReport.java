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

package io.github.iwaspring;

import java.time.Duration;
import java.util.List;

import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The report of an {@link IwaDoctor}. Immutable. It contains no token, assertion or
 * ticket; user names are masked ({@code a***@contoso.com}) except in the report that
 * {@link #withUserNames()} returns.
 */
public interface IwaReport {

	/**
	 * The checks, in the order of a sign-in. The first that failed explains the others.
	 * @return the checks, each with a unique id; unmodifiable
	 */
	List<Check> checks();

	/**
	 * Whether the application can sign in, and send a token to the configured API.
	 * @return {@code true} if no check failed; a warning is not a failure
	 */
	default boolean isHealthy() {
		return checks().stream().noneMatch((check) -> check.status() == Status.FAIL);
	}

	/**
	 * The same report with full user names, to show to the user.
	 * @return the report; its {@code toString()} masks user names nevertheless
	 */
	IwaReport withUserNames();

	/**
	 * The report as a table in plain text.
	 * @return lines that end with a line feed
	 */
	String toText();

	/**
	 * The report as a table for a terminal, coloured by ANSI escape sequences.
	 * @return lines that end with a line feed
	 */
	String toAnsiText();

	/**
	 * The report as a JSON object: {@code healthy}, a boolean, and {@code checks}, an
	 * array of objects with {@code id}, {@code status}, {@code description}, and, if
	 * present, {@code code}, {@code stage}, {@code correlationId}, {@code retryAfter} (an
	 * ISO 8601 duration) and {@code action}.
	 * @return the object, on one line
	 */
	String toJson();

	/**
	 * A check. Only the library implements this interface; a later version may add
	 * methods.
	 */
	interface Check {

		/**
		 * The name of the check.
		 * @return the name, in kebab case; it does not change between releases
		 */
		String id();

		/**
		 * The result.
		 * @return the status
		 */
		Status status();

		/**
		 * The reason for the status.
		 * @return one or more sentences, without control characters; a very long text is
		 * shortened
		 */
		String description();

		/**
		 * What to do about it.
		 * @return one or more sentences, without control characters, or {@code null} if
		 * there is nothing to do
		 */
		@Nullable String action();

		/**
		 * The kind of failure.
		 * @return the code, or {@code null} if no {@link IwaException} failed the check
		 */
		@Nullable IwaErrorCode code();

		/**
		 * Where the sign-in failed.
		 * @return the stage, or {@code null} if no {@link IwaException} failed the check
		 */
		@Nullable Stage stage();

		/**
		 * The id by which an administrator finds the failed request in the directory's
		 * sign-in log.
		 * @return the id, or {@code null} if there is none
		 */
		@Nullable String correlationId();

		/**
		 * How long to wait before the next attempt.
		 * @return the {@linkplain IwaException#retryAfter() time} of the failure, or
		 * {@code null} if there is none
		 */
		default @Nullable Duration retryAfter() {
			return null;
		}

	}

	/**
	 * The result of a check.
	 */
	enum Status {

		/**
		 * Everything is as it should be.
		 */
		PASS,

		/**
		 * A sign-in works, or may work, but something needs attention.
		 */
		WARN,

		/**
		 * A sign-in, or a call of the API, cannot succeed.
		 */
		FAIL,

		/**
		 * The check could not run.
		 */
		SKIPPED

	}

}
