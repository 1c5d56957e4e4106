/**
 * The Kerberos of Windows: the signed-in user's credentials through SSPI.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.kerberos.sspi;

import org.jspecify.annotations.NullMarked;
