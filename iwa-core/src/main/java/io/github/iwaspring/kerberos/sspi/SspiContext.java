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

package io.github.iwaspring.kerberos.sspi;

import java.util.ArrayList;
import java.util.List;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.kerberos.WrongKeyBrake;
import org.jspecify.annotations.Nullable;

/**
 * A SPNEGO context of SSPI for the signed-in user: with mutual authentication, without
 * delegation, and with no mechanism but Kerberos. Windows is called only when a token is
 * requested. A failure frees all handles immediately.
 */
final class SspiContext implements SpnegoContext {

	/**
	 * The requirements of the context. They must never contain {@code ISC_REQ_DELEGATE}
	 * or {@code ISC_REQ_PROMPT_FOR_CREDS}.
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

	private final WrongKeyBrake brake;

	private Sspi.@Nullable Handle credentials;

	private Sspi.@Nullable Handle context;

	private boolean established;

	private boolean closed;

	/**
	 * Creates a context without calling Windows.
	 * @param sspi the functions of SSPI
	 * @param principal the expected principal
	 * @param local whether the principal is a local account. It is tried nevertheless,
	 * since Windows may hold domain credentials for it
	 * @param target the service principal name
	 * @param binding the channel binding, or {@code null} for none
	 * @param brake keeps a wrong password from being tried again and again
	 */
	SspiContext(Sspi sspi, String principal, boolean local, String target, @Nullable ChannelBinding binding,
			WrongKeyBrake brake) {
		this.sspi = sspi;
		this.principal = principal;
		this.local = local;
		this.target = target;
		this.binding = binding;
		this.brake = brake;
	}

	@Override
	public byte[] nextToken(byte @Nullable [] challenge) {
		if (this.closed) {
			throw new IllegalStateException("The context is closed");
		}
		boolean done = false;
		try {
			byte[] token = this.brake.logIn(fingerprint(), () -> step(credentials(), challenge));
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
	 * Acquires the credentials, once, and checks that they still belong to the principal
	 * of the sign-in.
	 */
	private Sspi.Handle credentials() {
		if (this.credentials == null) {
			this.credentials = SspiUser.acquire(this.sspi);
			if (!SspiUser.principal(this.sspi, this.credentials).equals(this.principal)) {
				throw SspiErrors.otherUser();
			}
		}
		return this.credentials;
	}

	private byte[] step(Sspi.Handle user, byte @Nullable [] challenge) {
		Sspi.Step step = this.sspi.initializeSecurityContext(user, this.context, this.target, FLAGS, input(challenge));
		int status = step.status();
		this.context = step.context();
		if (status != OK && status != CONTINUE_NEEDED && status != COMPLETE_NEEDED && status != COMPLETE_AND_CONTINUE) {
			throw failure(status, challenge != null);
		}
		boolean done = status == OK || status == COMPLETE_NEEDED;
		if (done && (step.attributes() & Sspi.MUTUAL_AUTHENTICATION) == 0) {
			throw SspiErrors.notMutual(this.target);
		}
		byte[] token = (status == COMPLETE_NEEDED || status == COMPLETE_AND_CONTINUE)
				? complete(step.context(), step.token(), challenge != null) : step.token();
		if (!done || token.length > 0) {
			requireKerberos(token, challenge == null);
		}
		this.established = done;
		return token;
	}

	private IwaException failure(int status, boolean reply) {
		IwaException failure = reply ? SspiErrors.ofReply(status, this.target)
				: SspiErrors.ofStatus(status, this.target);
		return SspiErrors.isWrongKey(status) ? this.brake.rejected(fingerprint(), failure) : failure;
	}

	/**
	 * Identifies the credentials, as far as Windows lets one see.
	 */
	private Object fingerprint() {
		return "sspi:" + this.principal;
	}

	private void requireKerberos(byte[] token, boolean first) {
		String foreign = NegotiateToken.foreignMechanism(token, first);
		if (foreign != null) {
			throw this.local ? SspiErrors.localAccount() : SspiErrors.notKerberos(foreign, this.target);
		}
	}

	private byte[] complete(Sspi.@Nullable Handle unfinished, byte[] token, boolean reply) {
		if (unfinished == null) {
			return token;
		}
		Sspi.Completed completed = this.sspi.completeAuthToken(unfinished, token);
		if (completed.status() != OK) {
			throw failure(completed.status(), reply);
		}
		return completed.token();
	}

	private List<Sspi.Buffer> input(byte @Nullable [] challenge) {
		List<Sspi.Buffer> input = new ArrayList<>();
		if (challenge != null) {
			input.add(new Sspi.Buffer(Sspi.TOKEN, challenge));
		}
		if (this.binding != null) {
			input.add(Sspi.Buffer.of(this.binding));
		}
		return input;
	}

}
