package io.github.iwaspring;

import java.util.List;

import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor found. Immutable. Holds no token, assertion or ticket; the names of users
 * are masked ({@code a***@contoso.com}) unless {@link #withUserNames()} was asked for.
 */
public interface IwaReport {

	/**
	 * The checks, in the order of a sign-in. The first one that failed names the cause.
	 * @return the checks, each with an id of its own; unmodifiable
	 */
	List<Check> checks();

	/**
	 * Whether an application could sign in, and call the API that is configured: a check
	 * of where tokens may go fails as well as one of the sign-in.
	 * @return {@code true} if no check failed; warnings are no failures
	 */
	default boolean isHealthy() {
		return checks().stream().noneMatch((check) -> check.status() == Status.FAIL);
	}

	/**
	 * The same report with the names of users, for the eyes of the user.
	 * @return the report; its {@code toString()} masks them nevertheless
	 */
	IwaReport withUserNames();

	/**
	 * The report as a table of plain text.
	 * @return lines that end with a line feed
	 */
	String toText();

	/**
	 * The report as a table for a terminal, which is coloured by ANSI escape sequences.
	 * @return lines that end with a line feed
	 */
	String toAnsiText();

	/**
	 * The report as a JSON object: {@code healthy}, a boolean, and {@code checks}, an
	 * array of objects with {@code id}, {@code status}, {@code description}, and, where
	 * there are such, {@code code}, {@code stage}, {@code correlationId} and
	 * {@code action}.
	 * @return the object, on one line
	 */
	String toJson();

	/**
	 * One check. Only the library implements it, and may add to it.
	 */
	interface Check {

		/**
		 * Its name.
		 * @return the name, in kebab-case, which does not change between releases
		 */
		String id();

		/**
		 * What came out.
		 * @return the status
		 */
		Status status();

		/**
		 * Why.
		 * @return one sentence or a few, without control characters; what is very long is
		 * cut short
		 */
		String description();

		/**
		 * What to do about it.
		 * @return one sentence or a few, of the same kind as the description, or
		 * {@code null} if there is nothing to do
		 */
		@Nullable String action();

		/**
		 * The kind of failure.
		 * @return the code, or {@code null} if the check did not fail by an
		 * {@link IwaException}
		 */
		@Nullable IwaErrorCode code();

		/**
		 * Where the sign-in failed.
		 * @return the stage, or {@code null} if the check did not fail by an
		 * {@link IwaException}
		 */
		@Nullable Stage stage();

		/**
		 * The id under which the directory's administrator finds the request that failed.
		 * @return the id, or {@code null} if there is none
		 */
		@Nullable String correlationId();

	}

	/**
	 * What came out of a check.
	 */
	enum Status {

		/**
		 * It is as it should be.
		 */
		PASS,

		/**
		 * It works, or may work, but should be looked at.
		 */
		WARN,

		/**
		 * No sign-in, or no call, can succeed.
		 */
		FAIL,

		/**
		 * It could not be checked.
		 */
		SKIPPED

	}

}
