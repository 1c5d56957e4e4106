package io.github.iwaspring.sample;

import java.io.PrintStream;

import org.jspecify.annotations.Nullable;

/**
 * The standard output of the process. It can be reserved for results; all other output
 * then goes to the standard error output.
 */
final class StandardOutput {

	private static volatile @Nullable PrintStream reserved;

	private StandardOutput() {
	}

	/**
	 * Reserves the standard output for results and redirects logs to the standard error
	 * output.
	 */
	static void reserve() {
		reserved = System.out;
		System.setOut(System.err);
	}

	static PrintStream stream() {
		PrintStream stream = reserved;
		return (stream != null) ? stream : System.out;
	}

}
