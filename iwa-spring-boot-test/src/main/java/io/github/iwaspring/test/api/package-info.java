/**
 * The API that access tokens protect.
 * <p>
 * Internal, except for the types that {@code EmbeddedDirectory} exposes.
 */
@NullMarked
package io.github.iwaspring.test.api;

import org.jspecify.annotations.NullMarked;
