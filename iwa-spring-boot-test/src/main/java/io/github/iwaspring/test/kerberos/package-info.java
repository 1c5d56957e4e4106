/**
 * Kerberos: the KDCs of the JVM, tickets, keytabs and the acceptor of SPNEGO tokens.
 * <p>
 * Internal, except for the types that {@code EmbeddedDirectory} exposes.
 */
@NullMarked
package io.github.iwaspring.test.kerberos;

import org.jspecify.annotations.NullMarked;
