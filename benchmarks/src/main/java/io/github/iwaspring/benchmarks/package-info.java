/**
 * Measures the cost of the starter and its peers in one run, and writes
 * {@code docs/benchmarks.md}.
 */
@NullMarked
package io.github.iwaspring.benchmarks;

import org.jspecify.annotations.NullMarked;
