/**
 * The tenant, its users and applications, and the federation that it trusts.
 * <p>
 * Internal, except for the types that {@code EmbeddedDirectory} exposes.
 */
@NullMarked
package io.github.iwaspring.test.tenant;

import org.jspecify.annotations.NullMarked;
