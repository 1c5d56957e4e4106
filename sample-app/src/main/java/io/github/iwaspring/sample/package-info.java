/**
 * A command-line application that calls a protected API as the person who is signed in.
 */
@NullMarked
package io.github.iwaspring.sample;

import org.jspecify.annotations.NullMarked;
