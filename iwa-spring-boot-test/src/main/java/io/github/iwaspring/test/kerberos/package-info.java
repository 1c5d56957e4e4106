/**
 * The Kerberos side: the KDC of the JVM, tickets, keytabs and the acceptor of SPNEGO
 * tokens.
 * <p>
 * Internal, apart from the types that are reached through {@code EmbeddedDirectory}.
 */
@NullMarked
package io.github.iwaspring.test.kerberos;

import org.jspecify.annotations.NullMarked;
