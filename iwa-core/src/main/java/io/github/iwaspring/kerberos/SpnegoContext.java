package io.github.iwaspring.kerberos;

import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one SPNEGO negotiation (RFC 4178, over HTTP: RFC 4559). Serves one
 * attempt: an acceptor treats a token that it sees twice as a replay.
 */
public interface SpnegoContext extends AutoCloseable {

	/**
	 * Produces the next token.
	 * @param challenge the acceptor's last token, or {@code null} at the start
	 * @return the token for the acceptor, empty if it needs none
	 * @throws IwaException at stage KERBEROS if no ticket for the service can be had, or
	 * the acceptor's token is not genuine
	 */
	byte[] next(byte @Nullable [] challenge);

	/**
	 * Whether both sides are done.
	 * @return {@code true} if the acceptor's next token would be one too many
	 */
	boolean isEstablished();

	/**
	 * Notes that the service did what it was asked for. Where that is not noted before
	 * the exchange is closed, its tickets are not used again.
	 */
	default void accepted() {
	}

	@Override
	void close();

}
