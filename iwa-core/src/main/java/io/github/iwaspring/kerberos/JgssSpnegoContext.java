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

import javax.security.auth.Subject;

import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * A SPNEGO context of {@code org.ietf.jgss}, for a {@link Subject} that is logged in or
 * with given credentials: with mutual authentication, and without delegation.
 */
final class JgssSpnegoContext implements SpnegoContext {

	static final String SPNEGO = "1.3.6.1.5.5.2";

	private static final byte[] NOTHING = new byte[0];

	private final @Nullable Subject subject;

	private final @Nullable GSSCredential credential;

	private final ServicePrincipalName service;

	private final Runnable notAccepted;

	private boolean accepted;

	private @Nullable GSSContext context;

	private JgssSpnegoContext(@Nullable Subject subject, @Nullable GSSCredential credential,
			ServicePrincipalName service, Runnable notAccepted) {
		this.subject = subject;
		this.credential = credential;
		this.service = service;
		this.notAccepted = notAccepted;
	}

	/**
	 * Creates a context for a Subject that is logged in.
	 * @param notAccepted runs when the context is closed without having been accepted
	 */
	static JgssSpnegoContext as(Subject subject, ServicePrincipalName service, Runnable notAccepted) {
		return new JgssSpnegoContext(subject, null, service, notAccepted);
	}

	/**
	 * Creates a context with credentials, which are disposed of when it is closed.
	 */
	static JgssSpnegoContext with(GSSCredential credential, ServicePrincipalName service) {
		return new JgssSpnegoContext(null, credential, service, () -> {
		});
	}

	@Override
	public byte[] nextToken(byte @Nullable [] challenge) {
		try {
			return Subjects.callAs(this.subject, () -> initSecContext(Objects.requireNonNullElse(challenge, NOTHING)));
		}
		catch (Exception ex) {
			throw KerberosErrors.ofTicket(ex, this.service);
		}
	}

	@Override
	public boolean isEstablished() {
		return this.context != null && this.context.isEstablished();
	}

	@Override
	public void markAccepted() {
		this.accepted = true;
	}

	@Override
	public void close() {
		if (!this.accepted) {
			this.notAccepted.run();
		}
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
