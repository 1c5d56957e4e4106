/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.kerberos;

import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * The initiator's side of one SPNEGO negotiation (RFC 4178, over HTTP: RFC 4559). A
 * context serves one attempt, since an acceptor treats a repeated token as a replay. Not
 * safe for use by several threads.
 */
public interface SpnegoContext extends AutoCloseable {

	/**
	 * Creates the next token.
	 * @param challenge the acceptor's last token, or {@code null} for the first call
	 * @return the token for the acceptor, empty if it needs none
	 * @throws IwaException at stage KERBEROS if there is no ticket for the service, or
	 * the acceptor's token is not genuine
	 */
	byte[] nextToken(byte @Nullable [] challenge);

	/**
	 * Returns whether the negotiation is complete.
	 * @return {@code true} if both sides are done, so that no further token of the
	 * acceptor is expected
	 */
	boolean isEstablished();

	/**
	 * Returns whether the ticket for the service may be one of an earlier negotiation, so
	 * that a service that rejects it may accept a new one.
	 * @return {@code true} if the tickets were kept
	 */
	default boolean isTicketReused() {
		return false;
	}

	/**
	 * Records that the service rejected the ticket, or refused the request that came with
	 * it: the user's groups, which are in the ticket, may be the reason. The ticket is
	 * not used again.
	 */
	default void markRejected() {
	}

	@Override
	void close();

}
