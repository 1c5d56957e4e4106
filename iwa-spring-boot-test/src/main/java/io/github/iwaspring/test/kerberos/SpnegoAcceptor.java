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
 * The server's side of SPNEGO, for the service {@code HTTP/localhost}. The JDK checks the
 * ticket (key, times) and refuses an authenticator that it has seen before. Channel
 * bindings are checked here: the JDK's acceptor would expect the address type 255 in
 * them, and ignores them as long as none are set.
 */
public final class SpnegoAcceptor {

	private final Subject subject;

	private final KrbIdentity service;

	private final byte @Nullable [] bindings;

	SpnegoAcceptor(KrbIdentity service, Path keytab) {
		this(logIn(service.getPrincipalName(), keytab), service, null);
	}

	private SpnegoAcceptor(Subject subject, KrbIdentity service, byte @Nullable [] bindings) {
		this.subject = subject;
		this.service = service;
		this.bindings = bindings;
	}

	/**
	 * The same service, demanding that a client binds its ticket to the TLS connection
	 * with a server ({@code tls-server-end-point}, RFC 5929). A client that does not, or
	 * binds it to another server, gets {@link GSSException#BAD_BINDINGS}.
	 * @param certificate the server's certificate, whose signature has SHA-256
	 * @return another acceptor
	 */
	public SpnegoAcceptor boundTo(X509Certificate certificate) {
		return new SpnegoAcceptor(this.subject, this.service, EndpointBinding.hash(certificate));
	}

	private static Subject logIn(String principal, Path keytab) {
		// also has the JDK read krb5.conf again: it may have read another one before
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
			throw new IllegalStateException("The embedded AD FS has no Kerberos key", ex);
		}
	}

	/**
	 * Accepts a token.
	 * @param token the token of the client
	 * @return who the client is
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
			byte[] answer = context.acceptSecContext(token, 0, token.length);
			if (!context.isEstablished()) {
				throw new GSSException(GSSException.DEFECTIVE_TOKEN);
			}
			return new Accepted(context.getSrcName().toString(), answer);
		}
		finally {
			context.dispose();
		}
	}

	private void checkBindings(byte[] token) throws GSSException, KrbException {
		if (this.bindings != null && !MessageDigest.isEqual(this.bindings,
				AuthenticatorChecksum.bindings(GssToken.apRequest(token), this.service))) {
			throw new GSSException(GSSException.BAD_BINDINGS);
		}
	}

	/**
	 * A client whose token was accepted.
	 *
	 * @param principal the client's principal
	 * @param answer the token that proves the service to the client
	 */
	public record Accepted(String principal, byte @Nullable [] answer) {

	}

}
