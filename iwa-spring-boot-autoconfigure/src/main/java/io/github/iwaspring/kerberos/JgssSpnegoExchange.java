package io.github.iwaspring.kerberos;

import java.util.Objects;

import javax.security.auth.Subject;

import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * A negotiation by {@code org.ietf.jgss} as a {@link Subject} that is logged in: with
 * mutual authentication, and never with a delegated ticket.
 */
final class JgssSpnegoExchange implements SpnegoExchange {

	private static final String SPNEGO = "1.3.6.1.5.5.2";

	private static final byte[] NOTHING = new byte[0];

	private final Subject subject;

	private final ServiceName service;

	private @Nullable GSSContext context;

	JgssSpnegoExchange(Subject subject, ServiceName service) {
		this.subject = subject;
		this.service = service;
	}

	@Override
	public byte[] next(byte @Nullable [] challenge) {
		try {
			return Subjects.callAs(this.subject, () -> step(Objects.requireNonNullElse(challenge, NOTHING)));
		}
		catch (Exception ex) {
			throw KerberosFailures.ofTicket(ex, this.service);
		}
	}

	@Override
	public boolean isEstablished() {
		return this.context != null && this.context.isEstablished();
	}

	@Override
	public void close() {
		GSSContext opened = this.context;
		this.context = null;
		if (opened != null) {
			try {
				opened.dispose();
			}
			catch (GSSException ignored) {
				// nothing is left to dispose of
			}
		}
	}

	private byte[] step(byte[] challenge) throws GSSException {
		if (this.context == null) {
			GSSManager manager = GSSManager.getInstance();
			this.context = manager.createContext(this.service.toGssName(manager), new Oid(SPNEGO), null,
					GSSContext.DEFAULT_LIFETIME);
			this.context.requestMutualAuth(true);
			this.context.requestCredDeleg(false);
		}
		byte[] token = this.context.initSecContext(challenge, 0, challenge.length);
		return (token != null) ? token : NOTHING;
	}

}
