/**
 * Active Directory Federation Services: federation metadata and WS-Trust.
 * <p>
 * Internal, apart from the types that are reached through {@code EmbeddedDirectory}.
 */
@NullMarked
package io.github.iwaspring.test.adfs;

import org.jspecify.annotations.NullMarked;
