/**
 * Entra ID and AD FS: the protocol steps of a sign-in, their errors, and the HTTP
 * transport with its bounds. {@code WsTrustNegotiation} decides which host gets a ticket.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.directory;

import org.jspecify.annotations.NullMarked;
