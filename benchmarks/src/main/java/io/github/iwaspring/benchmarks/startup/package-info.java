/**
 * The start of the sample, in all variants that a JDK offers to make it faster.
 */
@NullMarked
package io.github.iwaspring.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
