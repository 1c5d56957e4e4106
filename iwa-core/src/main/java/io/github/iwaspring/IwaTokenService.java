package io.github.iwaspring;

import java.util.concurrent.CompletableFuture;

/**
 * The access tokens of the person who is signed in to this machine.
 * <p>
 * A token that is still valid is served from memory. Otherwise one acquisition runs for
 * all callers that want the same token: silently where the account is known, then by
 * integrated Windows authentication. Implementations are safe for use by many threads.
 * <p>
 * Whoever takes tokens here and sends them to an API answers its challenges too: the
 * error {@code invalid_token} (RFC 6750) by {@link #invalidate(IwaToken)}, and
 * {@code insufficient_claims} by {@link IwaTokenRequest#withClaims(String, IwaToken)}, as
 * long as the application announces the capability {@code cp1} (Microsoft's "Claims
 * challenges, claims requests and client capabilities"). The starter's clients do both.
 *
 * @see IwaTokenRequest
 */
public interface IwaTokenService {

	/**
	 * Returns a token for the default scopes ({@code iwa.scopes}).
	 * @return a token that is valid now
	 * @see #getToken(IwaTokenRequest)
	 */
	default IwaToken getToken() {
		return getToken(IwaTokenRequest.defaults());
	}

	/**
	 * Returns a token, waiting for its acquisition at most
	 * {@code iwa.token.acquire-timeout}.
	 * <p>
	 * An interrupt ends the wait: the thread's interrupt flag is set again and an
	 * {@link IwaException} is thrown. The acquisition itself goes on for other callers.
	 * @param request what the token is for
	 * @return a token that is valid now
	 * @throws IwaException if no token can be had; the exception says at which hop, why,
	 * and what to do about it
	 * @throws IllegalStateException on a Reactor thread that must not block, unless the
	 * token is in memory
	 */
	IwaToken getToken(IwaTokenRequest request);

	/**
	 * Returns a token for the default scopes ({@code iwa.scopes}) without blocking.
	 * @return a future of the caller's own
	 * @see #getTokenAsync(IwaTokenRequest)
	 */
	default CompletableFuture<IwaToken> getTokenAsync() {
		return getTokenAsync(IwaTokenRequest.defaults());
	}

	/**
	 * Returns a token without blocking the calling thread.
	 * <p>
	 * Every call returns a future of its own: cancelling it abandons that caller alone.
	 * It fails with an {@link IwaException}. Its dependents may run on a thread of the
	 * acquisition and should not block it.
	 * @param request what the token is for
	 * @return a future of the caller's own, already complete if the token is in memory
	 */
	CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request);

	/**
	 * Reports that a token was refused by an API. Its value is not served again, and the
	 * next acquisition for its scopes asks the directory for a new one.
	 * @param token the refused token
	 */
	void invalidate(IwaToken token);

	/**
	 * Forgets the user's tokens and account for this client. An acquisition in flight
	 * fills no cache. This ends no Windows session and revokes nothing: the next
	 * {@link #getToken()} may sign in again without a prompt.
	 * <p>
	 * Where tokens are kept in a file, this deletes it, and waits for processes that are
	 * writing it, for two seconds at most: not on an event loop.
	 */
	void signOut();

}
