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

package io.github.iwaspring.test.kerberos;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Map;

import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.request.KrbIdentity;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.jspecify.annotations.Nullable;

/**
 * The acceptor of SPNEGO tokens for one service, {@code HTTP/localhost} as a rule. The
 * JDK checks the ticket (key, times) and refuses a replayed authenticator. Channel
 * bindings are checked here, because the JDK's acceptor expects the address type 255 in
 * them. It ignores them as long as none are set.
 */
public final class SpnegoAcceptor {

	private final Subject subject;

	private final @Nullable KrbIdentity service;

	private final byte @Nullable [] bindings;

	SpnegoAcceptor(KrbIdentity service, Path keytab) {
		this(logIn(service.getPrincipalName(), keytab), service, null);
	}

	/**
	 * Creates an acceptor that only the keytab tells the keys of. It cannot check channel
	 * bindings.
	 */
	SpnegoAcceptor(String principal, Path keytab) {
		this(logIn(principal, keytab), null, null);
	}

	private SpnegoAcceptor(Subject subject, @Nullable KrbIdentity service, byte @Nullable [] bindings) {
		this.subject = subject;
		this.service = service;
		this.bindings = bindings;
	}

	/**
	 * Returns an acceptor for the same service that requires channel binding to a server
	 * ({@code tls-server-end-point}, RFC 5929). Without a binding, or with one to another
	 * server, accepting fails with {@link GSSException#BAD_BINDINGS}.
	 * @param certificate the server's certificate, signed with SHA-256
	 * @return another acceptor
	 */
	public SpnegoAcceptor boundTo(X509Certificate certificate) {
		if (this.service == null) {
			throw new IllegalStateException("Channel bindings cannot be checked without the keys of the service");
		}
		return new SpnegoAcceptor(this.subject, this.service, EndpointBinding.hash(certificate));
	}

	private static Subject logIn(String principal, Path keytab) {
		// refreshKrb5Config: the JDK may have read another krb5.conf before
		Map<String, String> options = Map.of("useKeyTab", "true", "keyTab", keytab.toString(), "principal", principal,
				"storeKey", "true", "isInitiator", "false", "doNotPrompt", "true", "refreshKrb5Config", "true");
		AppConfigurationEntry entry = new AppConfigurationEntry("com.sun.security.auth.module.Krb5LoginModule",
				AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options);
		Configuration configuration = new Configuration() {
			@Override
			public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
				return new AppConfigurationEntry[] { entry };
			}
		};
		try {
			LoginContext context = new LoginContext("embedded-directory", new Subject(), null, configuration);
			context.login();
			return context.getSubject();
		}
		catch (LoginException ex) {
			throw new IllegalStateException("The embedded AD FS could not log in with its keytab", ex);
		}
	}

	/**
	 * Accepts a token.
	 * @param token the token of the client
	 * @return the client
	 * @throws GSSException if the token is not acceptable
	 */
	public Accepted accept(byte[] token) throws GSSException {
		try {
			Accepted accepted = Subjects.callAs(this.subject, () -> acceptAsService(token));
			checkBindings(token);
			return accepted;
		}
		catch (GSSException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Accepted acceptAsService(byte[] token) throws GSSException {
		GSSContext context = GSSManager.getInstance().createContext((GSSCredential) null);
		try {
			byte[] response = context.acceptSecContext(token, 0, token.length);
			if (!context.isEstablished()) {
				throw new GSSException(GSSException.DEFECTIVE_TOKEN);
			}
			return new Accepted(context.getSrcName().toString(), response);
		}
		finally {
			context.dispose();
		}
	}

	private void checkBindings(byte[] token) throws GSSException, KrbException {
		if (this.bindings != null && this.service != null && !MessageDigest.isEqual(this.bindings,
				AuthenticatorChecksum.bindings(GssToken.apRequest(token), this.service))) {
			throw new GSSException(GSSException.BAD_BINDINGS);
		}
	}

	/**
	 * A client whose token was accepted.
	 *
	 * @param principal the client's principal
	 * @param token the token that proves the service to the client
	 */
	public record Accepted(String principal, byte @Nullable [] token) {

	}

}
