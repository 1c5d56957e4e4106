/**
 * The flows that sign in, in order: silently with the account of the session, by
 * integrated Windows authentication, and by a prompt; the session and its account; the
 * session's file.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.signin;

import org.jspecify.annotations.NullMarked;
