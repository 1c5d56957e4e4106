package io.github.iwaspring.benchmarks;

/**
 * A target of a part, and its result.
 *
 * @param name the name of the target
 * @param limit the limit of the value
 * @param measured the measured value
 * @param met whether the value is within the limit
 */
record Target(String name, String limit, String measured, boolean met) {

}
