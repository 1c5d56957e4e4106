/**
 * The Kerberos side: the KDC of the JVM, tickets, keytabs and the acceptor of SPNEGO
 * tokens.
 */
@NullMarked
package io.github.iwaspring.test.kerberos;

import org.jspecify.annotations.NullMarked;
