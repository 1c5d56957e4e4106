package io.github.iwaspring.kerberos;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.ietf.jgss.GSSException;

/**
 * Translates what the platform's GSSAPI says when it has no credentials. Its other
 * failures are those of a ticket request, see {@link KerberosFailures}.
 */
final class NativeFailures {

	private static final Pattern CACHE = Pattern.compile("\\(default cache: ([^)]*)\\)");

	private static final String NEW_TICKET = "Sign in to the domain again, or run kinit; the application uses the new "
			+ "ticket at once.";

	private NativeFailures() {
	}

	static IwaException ofCredentials(GSSException failure) {
		return switch (failure.getMajor()) {
			// MIT's library names nobody for a ticket that has expired
			case GSSException.BAD_NAME, GSSException.CREDENTIALS_EXPIRED -> failure(IwaErrorCode.TICKET_EXPIRED,
					"The Kerberos ticket in the platform's ticket cache has expired.", NEW_TICKET, failure);
			// and has no mechanism for a cache that holds no ticket
			case GSSException.NO_CRED,
					GSSException.BAD_MECH ->
				failure(IwaErrorCode.TICKET_MISSING, missing(failure), NEW_TICKET
						+ " klist shows which cache is meant; the environment variable KRB5CCNAME names another.",
						failure);
			default -> KerberosFailures.ofTicket(failure, ServiceName.parse("krbtgt"));
		};
	}

	private static String missing(GSSException failure) {
		String message = String.valueOf(failure.getMinorString());
		if (message.contains("Can't find client principal")) {
			return "The platform's ticket cache no longer holds a Kerberos ticket of the principal that began to sign in.";
		}
		Matcher cache = CACHE.matcher(message);
		return "There is no Kerberos ticket in the platform's ticket cache" + (cache.find() ? " " + cache.group(1) : "")
				+ ".";
	}

	private static IwaException failure(IwaErrorCode code, String description, String action, GSSException cause) {
		return IwaException.of(code, Stage.KERBEROS)
			.description(description)
			.action(action)
			.cause(KerberosFailures.withoutUserNames(cause))
			.build();
	}

}
