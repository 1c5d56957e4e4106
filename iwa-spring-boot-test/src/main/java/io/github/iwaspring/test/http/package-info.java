/**
 * The HTTPS servers of an embedded directory, their protocol steps, and the scripts that
 * tests give them.
 * <p>
 * Internal, except for the types that {@code EmbeddedDirectory} exposes.
 */
@NullMarked
package io.github.iwaspring.test.http;

import org.jspecify.annotations.NullMarked;
