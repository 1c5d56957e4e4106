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

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.security.auth.login.LoginException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.TicketCache.Ticket;
import io.github.iwaspring.support.Diagnosis;
import io.github.iwaspring.support.Redaction;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/**
 * Translates failures of the JDK's Kerberos and of the platform's GSSAPI into exceptions,
 * all at stage KERBEROS.
 */
final class KerberosErrors {

	private static final String NEW_TICKET = "Sign in to the domain again, or run kinit. The application uses the new "
			+ "ticket automatically.";

	/**
	 * The failures that are recognised by the messages of an exception and its causes.
	 * The JDK's types are not exported, so that the error numbers of RFC 4120, section
	 * 7.5.9, are read from its messages, which contain them in parentheses. Messages of
	 * MIT's library have no numbers.
	 */
	private static final List<Row> TABLE = List.of(
			row("\\(6\\)|Client .*not found in Kerberos database", IwaErrorCode.PRINCIPAL_UNKNOWN,
					"The domain controller does not know the principal.",
					"Check iwa.kerberos.principal and the realm of the ticket."),
			row("\\(7\\)|Server .*not found in Kerberos database", IwaErrorCode.SPN_UNKNOWN,
					"The domain controller does not know the service {service}.",
					"An administrator looks for it with: setspn -Q */{host}. If the service has another name, set "
							+ "iwa.kerberos.service-principal."),
			row("Principal in credential cache does not match", IwaErrorCode.USER_MISMATCH,
					"The ticket cache now belongs to another principal than when the sign-in began.",
					"Call getToken() again. To continue as the new user, call signOut() before."),
			row("Credential cache is empty|Credentials cache I/O operation failed|No credentials cache found"
					+ "|Failed to find any Kerberos tgt", IwaErrorCode.TICKET_MISSING,
					"There is no longer a Kerberos ticket.", NEW_TICKET),
			row("\\(14\\)|no support for encryption type|encryption type .* not supported",
					IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED,
					"This machine and {service} have no encryption type in common.",
					"An administrator enables AES for the service's account, or removes restrictions from krb5.conf."),
			row("\\(18\\)|credentials have been revoked", IwaErrorCode.ACCOUNT_LOCKED,
					"The account is locked, disabled or expired in Active Directory.",
					"An administrator unlocks the account."),
			row("\\(12\\)|KDC policy rejects", IwaErrorCode.KERBEROS_FAILED,
					"A policy of the domain controller does not allow the request.",
					"An administrator checks the account's log-on hours and workstations in Active Directory."),
			row("\\(23\\)|[Pp]assword has expired", IwaErrorCode.PASSWORD_EXPIRED,
					"The password of the principal has expired.",
					"Change the password, and sign in to the domain again. For a keytab, write a new one."),
			row("\\(24\\)|Pre-?authentication (?:information was invalid|failed)|Checksum failed|\\(31\\)"
					+ "|Integrity check on decrypted field failed", IwaErrorCode.KERBEROS_FAILED,
					"The key of the principal, or that of {service}, is out of date.",
					"Write a new keytab, or run kinit again. An administrator checks that only one account has the "
							+ "service principal name: setspn -Q */{host}."),
			row("\\(32\\)|Ticket expired", IwaErrorCode.TICKET_EXPIRED, "The Kerberos ticket has expired.", NEW_TICKET),
			row("\\(37\\)|Clock skew", IwaErrorCode.CLOCK_SKEW,
					"The clocks of this machine and of the domain controller differ too much.",
					"Synchronise this machine's clock."),
			row("Cannot (?:locate|find|contact any) KDC|Cannot get kdc|timed out|Connection refused|No route to host"
					+ "|Network is unreachable|UnknownHost", IwaErrorCode.KDC_UNREACHABLE,
					"No domain controller could be reached.",
					"Check the VPN, the DNS records of the realm, and krb5.conf (iwa.kerberos.krb5-conf)."),
			row("Cannot locate default realm|does not specify default realm|Unable to locate Kerberos realm"
					+ "|krb5\\.conf", IwaErrorCode.KERBEROS_FAILED,
					"The Kerberos configuration does not name the realm.",
					"Check /etc/krb5.conf, or set iwa.kerberos.krb5-conf."));

	private static final Diagnosis UNKNOWN = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"Kerberos could not make a ticket for {service}.",
			"Look at the cause of this exception. The system property -Dsun.security.krb5.debug=true (provider java) or the environment "
					+ "variable KRB5_TRACE=/dev/stderr (provider native) logs what happens.");

	/**
	 * The service principal name of the domain controller itself.
	 */
	private static final ServicePrincipalName KRBTGT = new ServicePrincipalName("krbtgt");

	private static final Pattern DEFAULT_CACHE = Pattern.compile("\\(default cache: ([^)]*)\\)");

	private KerberosErrors() {
	}

	/**
	 * Explains why there is no ticket for a service, or why the service's token is not
	 * genuine.
	 */
	static IwaException ofTicket(Exception failure, ServicePrincipalName service) {
		Diagnosis diagnosis = find(failure);
		return failure((diagnosis != null) ? diagnosis : UNKNOWN, service, redact(failure));
	}

	/**
	 * Explains why the JDK could not log in.
	 */
	static IwaException ofLogin(LoginException failure, KerberosSettings settings) {
		LoginException cause = redact(failure);
		Diagnosis diagnosis = find(failure);
		Path keytab = settings.keytab();
		if (keytab != null) {
			return ofKeytab(diagnosis, keytab, cause);
		}
		return (diagnosis != null) ? failure(diagnosis, KRBTGT, cause)
				: ofTicketCache(settings.principal(), TicketCache.locate(settings.ticketCache()), cause);
	}

	/**
	 * Explains why the platform's GSSAPI has no credentials.
	 */
	static IwaException ofNativeCredentials(GSSException failure) {
		return switch (failure.getMajor()) {
			// MIT's library returns no name for an expired ticket
			case GSSException.BAD_NAME, GSSException.CREDENTIALS_EXPIRED -> failure(IwaErrorCode.TICKET_EXPIRED,
					"The Kerberos ticket in the platform's ticket cache has expired.", NEW_TICKET, redact(failure));
			// and no mechanism for a cache without a ticket
			case GSSException.NO_CRED, GSSException.BAD_MECH ->
				failure(IwaErrorCode.TICKET_MISSING, describeMissing(String.valueOf(failure.getMinorString())),
						NEW_TICKET + " klist shows which cache is used. The environment variable KRB5CCNAME selects "
								+ "another.",
						redact(failure));
			default -> ofTicket(failure, KRBTGT);
		};
	}

	/**
	 * Explains a failure with a keytab. Where its keys may be the problem, the action is
	 * about them and not about a service.
	 */
	private static IwaException ofKeytab(@Nullable Diagnosis diagnosis, Path keytab, LoginException cause) {
		String path = Redaction.path(keytab.toString());
		if (diagnosis == null) {
			return failure(IwaErrorCode.TICKET_MISSING, "The login with the keytab " + path + " failed.",
					"Check that the file is readable, and that it contains a current key of iwa.kerberos.principal "
							+ "(klist -kt shows its principals).",
					cause);
		}
		IwaException general = failure(diagnosis, KRBTGT, cause);
		if (diagnosis.code() != IwaErrorCode.KERBEROS_FAILED
				&& diagnosis.code() != IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED) {
			return general;
		}
		return failure(diagnosis.code(),
				"The domain controller does not accept the keys of the keytab " + path + ". " + general.description(),
				"Write a new keytab with AES keys for iwa.kerberos.principal. klist -kte shows the keys of a keytab. "
						+ "Keys from before the last change of the password are no longer valid.",
				cause);
	}

	private static IwaException ofTicketCache(@Nullable String principal, String location, LoginException cause) {
		TicketCache cache = TicketCache.at(location);
		String path = Redaction.path(location);
		if (cache != null && principal != null && !isSame(principal, cache.principal())) {
			return failure(IwaErrorCode.USER_MISMATCH,
					"The ticket cache " + path + " belongs to another principal than iwa.kerberos.principal.",
					"Remove iwa.kerberos.principal, or run kinit for that principal.", cause);
		}
		Ticket ticket = (cache != null) ? cache.ticket() : null;
		if (ticket != null && ticket.expiresAt().isBefore(Instant.now())) {
			return failure(IwaErrorCode.TICKET_EXPIRED,
					"The Kerberos ticket in " + path + " expired at " + ticket.expiresAt() + ".", NEW_TICKET, cause);
		}
		if (ticket != null) {
			return failure(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED,
					"The Kerberos ticket in " + path + " is valid, but Java does not support its encryption type "
							+ ticket.keyType() + " (23 is RC4).",
					"An administrator enables AES for the user's account in Active Directory. Then run kinit again.",
					cause);
		}
		if (!TicketCache.isFile(location)) {
			return failure(IwaErrorCode.TICKET_MISSING,
					"Java cannot read the ticket cache " + path + ", which is not a file.",
					"Set iwa.kerberos.provider to 'native', or write a ticket to a file with kinit -c.", cause);
		}
		return failure(IwaErrorCode.TICKET_MISSING, "There is no Kerberos ticket in " + path + ".",
				NEW_TICKET + " klist shows where the tickets are: if they are in another file, set "
						+ "iwa.kerberos.ticket-cache; if they are in a KCM or KEYRING cache, set "
						+ "iwa.kerberos.provider to 'native'.",
				cause);
	}

	private static boolean isSame(String configured, String principal) {
		return principal.equals(configured) || (configured.indexOf('@') < 0 && principal.startsWith(configured + "@"));
	}

	private static String describeMissing(String message) {
		if (message.contains("Can't find client principal")) {
			return "The platform's ticket cache no longer contains a Kerberos ticket of the principal that began to sign in.";
		}
		Matcher cache = DEFAULT_CACHE.matcher(message);
		return "There is no Kerberos ticket in the platform's ticket cache" + (cache.find() ? " " + cache.group(1) : "")
				+ ".";
	}

	private static @Nullable Diagnosis find(Throwable failure) {
		StringBuilder messages = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			messages.append(cause).append('\n');
		}
		return TABLE.stream()
			.filter((row) -> row.pattern().matcher(messages).find())
			.map(Row::diagnosis)
			.findFirst()
			.orElse(null);
	}

	private static IwaException failure(Diagnosis diagnosis, ServicePrincipalName service, Throwable cause) {
		return failure(diagnosis.code(), fill(diagnosis.description(), service), fill(diagnosis.action(), service),
				cause);
	}

	private static IwaException failure(IwaErrorCode code, String description, String action, Throwable cause) {
		return IwaException.of(code, Stage.KERBEROS).description(description).action(action).cause(cause).build();
	}

	private static String fill(String text, ServicePrincipalName service) {
		return text.replace("{service}", service.toString()).replace("{host}", service.host());
	}

	/**
	 * Returns a failure of a login with masked user names, to be logged.
	 */
	private static LoginException redact(LoginException failure) {
		LoginException redacted = new LoginException(redact(String.valueOf(failure.getMessage())));
		redacted.setStackTrace(failure.getStackTrace());
		return redacted;
	}

	/**
	 * Returns a failure of GSSAPI with masked user names, to be logged.
	 */
	static Exception redact(Exception failure) {
		if (!(failure instanceof GSSException gss) || gss.getMinorString() == null
				|| gss.getMinorString().equals(redact(gss.getMinorString()))) {
			return failure;
		}
		GSSException redacted = new GSSException(gss.getMajor(), gss.getMinor(), redact(gss.getMinorString()));
		redacted.setStackTrace(gss.getStackTrace());
		return redacted;
	}

	private static String redact(String message) {
		return Redaction.userNames(message, List.of());
	}

	private static Row row(String pattern, IwaErrorCode code, String description, String action) {
		return new Row(Pattern.compile(pattern), new Diagnosis(code, description, action));
	}

	/**
	 * A diagnosis and how its failures are recognised.
	 *
	 * @param pattern a pattern that is found in the messages of the exception or its
	 * causes
	 * @param diagnosis the diagnosis, with {@code {service}} and {@code {host}} to be
	 * filled in
	 */
	private record Row(Pattern pattern, Diagnosis diagnosis) {

	}

}
