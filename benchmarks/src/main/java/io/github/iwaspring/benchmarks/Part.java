package io.github.iwaspring.benchmarks;

/**
 * A part of the benchmarks, which can also run alone.
 */
interface Part {

	/**
	 * Returns the name of the part on the command line.
	 */
	String name();

	/**
	 * Measures and returns the results. Leaves no process, no thread and no file behind.
	 */
	Section run(Effort effort) throws Exception;

}
