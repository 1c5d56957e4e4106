/**
 * The origins of an embedded directory: HTTPS servers, their hops, and how a test scripts
 * them.
 * <p>
 * Internal, apart from the types that are reached through {@code EmbeddedDirectory}.
 */
@NullMarked
package io.github.iwaspring.test.http;

import org.jspecify.annotations.NullMarked;
