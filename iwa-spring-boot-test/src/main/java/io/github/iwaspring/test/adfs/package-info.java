/**
 * Active Directory Federation Services: federation metadata and WS-Trust.
 * <p>
 * Internal, except for the types that {@code EmbeddedDirectory} exposes.
 */
@NullMarked
package io.github.iwaspring.test.adfs;

import org.jspecify.annotations.NullMarked;
