/**
 * An API that is protected by access tokens.
 * <p>
 * Internal, apart from the types that are reached through {@code EmbeddedDirectory}.
 */
@NullMarked
package io.github.iwaspring.test.api;

import org.jspecify.annotations.NullMarked;
