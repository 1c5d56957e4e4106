/**
 * Who is known: the tenant, its users and applications, and the federation it trusts.
 * <p>
 * Internal, apart from the types that are reached through {@code EmbeddedDirectory}.
 */
@NullMarked
package io.github.iwaspring.test.tenant;

import org.jspecify.annotations.NullMarked;
