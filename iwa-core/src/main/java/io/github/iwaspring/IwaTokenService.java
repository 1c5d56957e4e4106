package io.github.iwaspring;

import java.util.concurrent.CompletableFuture;

/**
 * Access tokens of the user who is signed in to this machine.
 * <p>
 * A valid token is served from the cache. Otherwise one acquisition runs for all callers
 * that want the same token: silently if the account is known, else by integrated Windows
 * authentication. Implementations are safe for use by several threads.
 * <p>
 * An application that sends the tokens to an API itself also handles the API's
 * challenges: the error {@code invalid_token} (RFC 6750) by
 * {@link #invalidate(IwaToken)}, and {@code insufficient_claims} by
 * {@link IwaTokenRequest#withClaims(String, IwaToken)}, as long as the application
 * announces the client capability {@code cp1} (Microsoft's "Claims challenges, claims
 * requests and client capabilities"). The starter's clients do both.
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
	 * Returns a token. Waits for its acquisition at most
	 * {@code iwa.token.acquire-timeout}, or for the time-out of a prompt if one of
	 * {@code iwa.fallback.flows} shows one.
	 * <p>
	 * An interrupt ends the wait: the thread's interrupt flag is set again and an
	 * {@link IwaException} is thrown. The acquisition itself goes on for other callers.
	 * @param request what the token is for
	 * @return a token that is valid now
	 * @throws IwaException if no token can be acquired; the exception says at which
	 * stage, why, and what to do about it
	 * @throws IllegalStateException on a Reactor thread that must not block, unless the
	 * token is cached
	 */
	IwaToken getToken(IwaTokenRequest request);

	/**
	 * Returns a token for the default scopes ({@code iwa.scopes}) without blocking.
	 * @return a new future
	 * @see #getTokenAsync(IwaTokenRequest)
	 */
	default CompletableFuture<IwaToken> getTokenAsync() {
		return getTokenAsync(IwaTokenRequest.defaults());
	}

	/**
	 * Returns a token without blocking the calling thread.
	 * <p>
	 * Every call returns a new future; cancelling it affects no other caller. The future
	 * fails with an {@link IwaException}. Its dependents may run on a thread of the
	 * service and should not block it.
	 * @param request what the token is for
	 * @return a new future, already complete if the token is cached
	 */
	CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request);

	/**
	 * Reports that an API rejected a token. Its value is not served again, and the next
	 * acquisition for its scopes requests a new one from the directory.
	 * @param token the rejected token
	 */
	void invalidate(IwaToken token);

	/**
	 * Forgets the user's tokens and account for this client. An acquisition in progress
	 * fills no cache. The Windows session does not end and no token is revoked: the next
	 * {@link #getToken()} may sign in again without a prompt.
	 * <p>
	 * If the tokens are cached in a file, this method deletes it and waits up to two
	 * seconds for processes that are writing it: do not call it on an event loop.
	 */
	void signOut();

}
