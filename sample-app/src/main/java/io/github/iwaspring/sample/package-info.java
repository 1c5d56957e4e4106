/**
 * A command-line application that calls a protected API as the signed-in user.
 */
@NullMarked
package io.github.iwaspring.sample;

import org.jspecify.annotations.NullMarked;
