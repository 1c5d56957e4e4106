/**
 * Who is signed in to this machine, and SPNEGO tokens for a service.
 */
@NullMarked
package io.github.iwaspring.kerberos;

import org.jspecify.annotations.NullMarked;
