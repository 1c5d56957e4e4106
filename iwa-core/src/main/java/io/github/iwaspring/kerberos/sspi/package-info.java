/**
 * The Kerberos of Windows: credentials of the signed-in user through SSPI.
 */
@NullMarked
package io.github.iwaspring.kerberos.sspi;

import org.jspecify.annotations.NullMarked;
