package io.github.iwaspring.sample;

import java.io.PrintStream;

import org.jspecify.annotations.Nullable;

/**
 * The standard output as the process got it, even while everything else that would be
 * printed there goes to the standard error output.
 */
final class StandardOutput {

	private static volatile @Nullable PrintStream reserved;

	private StandardOutput() {
	}

	/**
	 * Keeps the standard output for results: logs go to the standard error output.
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
