/**
 * The flows that sign in, in order: silently with the account of the session, by
 * integrated Windows authentication, and by a prompt; the session and its account; the
 * session's file.
 * <p>
 * When the ticket changes: a ticket of another principal fails the next acquisition with
 * {@code user-mismatch} ({@code Account}); cached tokens are served until their renewal
 * is due. A new ticket of the same principal ends the back-off ({@code RetryPolicy}) and
 * causes a new login ({@code KeptLogin}).
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.signin;

import org.jspecify.annotations.NullMarked;
