package io.github.iwaspring.autoconfigure;

/**
 * Where tokens are kept.
 */
enum TokenCacheType {

	/**
	 * In memory, until the process ends.
	 */
	MEMORY,

	/**
	 * In a file, for the user's other processes and the next ones.
	 */
	FILE

}
