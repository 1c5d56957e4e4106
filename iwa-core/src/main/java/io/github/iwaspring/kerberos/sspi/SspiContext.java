package io.github.iwaspring.kerberos.sspi;

import java.util.ArrayList;
import java.util.List;

import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.SpnegoContext;
import org.jspecify.annotations.Nullable;

/**
 * A negotiation by SSPI as the signed-in user: with mutual authentication, never with a
 * delegated ticket, never with NTLM or whatever else is not Kerberos. Windows is called
 * only for a token, and whatever fails frees its handles at once.
 */
final class SspiContext implements SpnegoContext {

	/**
	 * What is required of the context. Neither {@code ISC_REQ_DELEGATE} nor
	 * {@code ISC_REQ_PROMPT_FOR_CREDS} may ever be among it.
	 */
	static final int FLAGS = Sspi.MUTUAL_AUTHENTICATION | Sspi.CONNECTION | Sspi.ALLOCATE_MEMORY;

	private static final int OK = 0;

	private static final int CONTINUE_NEEDED = 0x00090312;

	private static final int COMPLETE_NEEDED = 0x00090313;

	private static final int COMPLETE_AND_CONTINUE = 0x00090314;

	private final Sspi sspi;

	private final String principal;

	private final boolean local;

	private final String target;

	private final @Nullable ChannelBinding binding;

	private Sspi.@Nullable Handle credentials;

	private Sspi.@Nullable Handle context;

	private boolean established;

	private boolean closed;

	/**
	 * Creates the exchange. Windows is not asked before the first token.
	 * @param sspi the calls to Windows
	 * @param principal who the user has to be
	 * @param local whether that is a local account. Windows may hold credentials of a
	 * domain for it all the same, so that it is tried
	 * @param target the service principal name
	 * @param binding the binding to the TLS connection, if there is one
	 */
	SspiContext(Sspi sspi, String principal, boolean local, String target, @Nullable ChannelBinding binding) {
		this.sspi = sspi;
		this.principal = principal;
		this.local = local;
		this.target = target;
		this.binding = binding;
	}

	@Override
	public byte[] nextToken(byte @Nullable [] challenge) {
		if (this.closed) {
			throw new IllegalStateException("The exchange is closed");
		}
		boolean done = false;
		try {
			byte[] token = step(credentials(), challenge);
			done = true;
			return token;
		}
		finally {
			if (!done) {
				close();
			}
		}
	}

	@Override
	public boolean isEstablished() {
		return this.established;
	}

	@Override
	public void close() {
		Sspi.Handle openedContext = this.context;
		Sspi.Handle openedCredentials = this.credentials;
		this.closed = true;
		this.context = null;
		this.credentials = null;
		try {
			if (openedContext != null) {
				this.sspi.deleteSecurityContext(openedContext);
			}
		}
		finally {
			if (openedCredentials != null) {
				this.sspi.freeCredentialsHandle(openedCredentials);
			}
		}
	}

	/**
	 * Takes hold of the credentials, once, and makes sure that they are still those of
	 * the user whom the sign-in is for.
	 */
	private Sspi.Handle credentials() {
		if (this.credentials == null) {
			this.credentials = SspiUser.acquire(this.sspi, this.target);
			if (!SspiUser.principal(this.sspi, this.credentials).equals(this.principal)) {
				throw SspiFailures.otherUser();
			}
		}
		return this.credentials;
	}

	private byte[] step(Sspi.Handle user, byte @Nullable [] challenge) {
		Sspi.Step step = this.sspi.initializeSecurityContext(user, this.context, this.target, FLAGS, input(challenge));
		int status = step.status();
		this.context = step.context();
		if (status != OK && status != CONTINUE_NEEDED && status != COMPLETE_NEEDED && status != COMPLETE_AND_CONTINUE) {
			throw SspiFailures.ofStatus(status, this.target);
		}
		boolean done = status == OK || status == COMPLETE_NEEDED;
		if (done && (step.attributes() & Sspi.MUTUAL_AUTHENTICATION) == 0) {
			throw SspiFailures.notMutual(this.target);
		}
		byte[] token = (status == COMPLETE_NEEDED || status == COMPLETE_AND_CONTINUE)
				? complete(step.context(), step.token()) : step.token();
		if (!done || token.length > 0) {
			requireKerberos(token, challenge == null);
		}
		this.established = done;
		return token;
	}

	private void requireKerberos(byte[] token, boolean first) {
		String foreign = NegotiateToken.foreignMechanism(token, first);
		if (foreign != null) {
			throw this.local ? SspiFailures.localAccount() : SspiFailures.notKerberos(foreign, this.target);
		}
	}

	private byte[] complete(Sspi.@Nullable Handle unfinished, byte[] token) {
		if (unfinished == null) {
			return token;
		}
		Sspi.Completed completed = this.sspi.completeAuthToken(unfinished, token);
		if (completed.status() < 0) {
			throw SspiFailures.ofStatus(completed.status(), this.target);
		}
		return completed.token();
	}

	private List<Sspi.Buffer> input(byte @Nullable [] challenge) {
		List<Sspi.Buffer> input = new ArrayList<>();
		if (challenge != null) {
			input.add(new Sspi.Buffer(Sspi.TOKEN, challenge));
		}
		if (this.binding != null) {
			input.add(new Sspi.Buffer(Sspi.CHANNEL_BINDINGS, ChannelBindingsBuffer.of(this.binding)));
		}
		return input;
	}

}
