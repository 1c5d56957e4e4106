/**
 * Signing in by msal4j: silently where the account is known, else by integrated Windows
 * authentication; and whose account that is.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.signin;

import org.jspecify.annotations.NullMarked;
