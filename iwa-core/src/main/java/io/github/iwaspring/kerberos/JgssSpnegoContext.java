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

import java.util.Objects;
import java.util.Set;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * A SPNEGO context of {@code org.ietf.jgss}, for a login or with given credentials: with
 * mutual authentication, and without delegation.
 */
final class JgssSpnegoContext implements SpnegoContext {

	static final String SPNEGO = "1.3.6.1.5.5.2";

	/**
	 * The failures that a new login may end. All others, such as an unknown service, come
	 * again with new tickets.
	 */
	private static final Set<IwaErrorCode> OF_TICKETS = Set.of(IwaErrorCode.KERBEROS_FAILED,
			IwaErrorCode.TICKET_EXPIRED, IwaErrorCode.TICKET_MISSING);

	private static final byte[] NOTHING = new byte[0];

	private final KeptLogin.@Nullable Login login;

	private final @Nullable GSSCredential credential;

	private final ServicePrincipalName service;

	private final boolean ticketReused;

	/**
	 * The tickets for services when the last token was made.
	 */
	private Set<KerberosTicket> tickets;

	private @Nullable GSSContext context;

	private JgssSpnegoContext(KeptLogin.@Nullable Login login, @Nullable GSSCredential credential,
			ServicePrincipalName service) {
		this.login = login;
		this.credential = credential;
		this.service = service;
		this.tickets = serviceTickets(login);
		this.ticketReused = !this.tickets.isEmpty();
	}

	/**
	 * Creates a context for a login, which learns from it which tickets are of no use.
	 */
	static JgssSpnegoContext as(KeptLogin.Login login, ServicePrincipalName service) {
		return new JgssSpnegoContext(login, null, service);
	}

	/**
	 * Creates a context with credentials, which are disposed of when it is closed.
	 */
	static JgssSpnegoContext with(GSSCredential credential, ServicePrincipalName service) {
		return new JgssSpnegoContext(null, credential, service);
	}

	/**
	 * Creates a token with the default credentials, and drops it.
	 * @throws GSSException if there is no ticket
	 */
	static void probe(ServicePrincipalName service) throws GSSException {
		JgssSpnegoContext context = new JgssSpnegoContext(null, null, service);
		try {
			context.initSecContext(NOTHING);
		}
		finally {
			context.close();
		}
	}

	@Override
	public byte[] nextToken(byte @Nullable [] challenge) {
		Subject subject = (this.login != null) ? this.login.subject() : null;
		try {
			byte[] token = Subjects.callAs(subject,
					() -> initSecContext(Objects.requireNonNullElse(challenge, NOTHING)));
			this.tickets = serviceTickets(this.login);
			return token;
		}
		catch (Exception ex) {
			if (challenge != null) {
				throw KerberosErrors.ofReply(ex, challenge, this.service);
			}
			IwaException failure = KerberosErrors.ofTicket(ex, this.service);
			if (this.login != null && OF_TICKETS.contains(failure.code())) {
				this.login.failed();
			}
			throw failure;
		}
	}

	@Override
	public boolean isEstablished() {
		return this.context != null && this.context.isEstablished();
	}

	@Override
	public boolean isTicketReused() {
		return this.ticketReused;
	}

	@Override
	public void markRejected() {
		if (this.login != null) {
			this.login.rejected(this.tickets, this.ticketReused);
		}
	}

	private static Set<KerberosTicket> serviceTickets(KeptLogin.@Nullable Login login) {
		return (login != null) ? login.serviceTickets() : Set.of();
	}

	@Override
	public void close() {
		if (this.context != null) {
			dispose(this.context::dispose);
		}
		if (this.credential != null) {
			dispose(this.credential::dispose);
		}
		this.context = null;
	}

	private byte[] initSecContext(byte[] challenge) throws GSSException {
		if (this.context == null) {
			GSSManager manager = GSSManager.getInstance();
			this.context = manager.createContext(this.service.toGssName(manager), new Oid(SPNEGO), this.credential,
					GSSContext.DEFAULT_LIFETIME);
			this.context.requestMutualAuth(true);
			this.context.requestCredDeleg(false);
		}
		byte[] token = this.context.initSecContext(challenge, 0, challenge.length);
		return (token != null) ? token : NOTHING;
	}

	private static void dispose(Disposal disposal) {
		try {
			disposal.run();
		}
		catch (GSSException ignored) {
			// there is nothing left to dispose of
		}
	}

	private interface Disposal {

		void run() throws GSSException;

	}

}
