package io.github.iwaspring.autoconfigure;

import java.util.List;

/**
 * The place in a chain of filters that is next to the transport, where a request is in
 * its final form. What the application adds to a builder later still comes after it.
 */
final class Innermost {

	private Innermost() {
	}

	/**
	 * Puts a filter there, in place of another of its kind.
	 */
	static <T> void put(T filter, List<? super T> filters) {
		filters.removeIf(filter.getClass()::isInstance);
		filters.add(filter);
	}

}
