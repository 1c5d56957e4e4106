package io.github.iwaspring.benchmarks;

/**
 * A target, and whether it was met.
 *
 * @param claim what is looked at
 * @param target what it has to be
 * @param measured what it was
 * @param met whether that is good enough
 */
record Finding(String claim, String target, String measured, boolean met) {

}
