/**
 * What the starter costs, measured beside its peers in one run. Writes
 * {@code docs/benchmarks.md}.
 */
@NullMarked
package io.github.iwaspring.benchmarks;

import org.jspecify.annotations.NullMarked;
