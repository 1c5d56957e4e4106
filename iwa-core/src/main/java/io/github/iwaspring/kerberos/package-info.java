/**
 * Kerberos: who is signed in on this machine, and SPNEGO tokens for a service.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.kerberos;

import org.jspecify.annotations.NullMarked;
