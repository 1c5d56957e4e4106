/**
 * The sample, started in every way that a JDK has to start it sooner.
 */
@NullMarked
package io.github.iwaspring.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
