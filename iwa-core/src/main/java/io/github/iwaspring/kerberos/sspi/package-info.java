/**
 * The Kerberos of Windows: credentials of the signed-in user through SSPI.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.kerberos.sspi;

import org.jspecify.annotations.NullMarked;
