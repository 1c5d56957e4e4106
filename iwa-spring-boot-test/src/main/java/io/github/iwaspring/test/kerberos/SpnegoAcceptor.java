package io.github.iwaspring.test.kerberos;

import java.nio.file.Path;
import java.util.Map;

import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of SPNEGO, for the service {@code HTTP/localhost}. The JDK checks the
 * ticket (key, times) and refuses an authenticator that it has seen before.
 */
public final class SpnegoAcceptor {

	private final Subject subject;

	SpnegoAcceptor(String principal, Path keytab) {
		this.subject = logIn(principal, keytab);
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
			return Subjects.callAs(this.subject, () -> acceptAsService(token));
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

	/**
	 * A client whose token was accepted.
	 *
	 * @param principal the client's principal
	 * @param answer the token that proves the service to the client
	 */
	public record Accepted(String principal, byte @Nullable [] answer) {

	}

}
