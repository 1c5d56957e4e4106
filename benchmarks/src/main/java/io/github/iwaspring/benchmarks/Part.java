package io.github.iwaspring.benchmarks;

/**
 * A part of the run, which can also be run alone.
 */
interface Part {

	/**
	 * The name by which it is asked for.
	 */
	String name();

	/**
	 * Measures. Leaves no process, no thread and no file.
	 */
	Section run(Effort effort) throws Exception;

}
