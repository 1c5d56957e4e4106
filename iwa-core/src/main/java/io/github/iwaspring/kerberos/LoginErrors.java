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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.security.auth.login.LoginException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.KerberosErrorTable.Row;
import io.github.iwaspring.kerberos.TicketCache.Ticket;
import io.github.iwaspring.support.Diagnosis;
import io.github.iwaspring.support.Redaction;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/**
 * Translates failures of a login with a ticket cache or a keytab into exceptions, all at
 * stage KERBEROS. Where the JDK only says that it found no credentials, the file is read
 * to say why.
 */
final class LoginErrors {

	private static final String NEW_TICKET = KerberosErrorTable.NEW_TICKET;

	/**
	 * The service principal name of the domain controller itself.
	 */
	static final ServicePrincipalName KRBTGT = new ServicePrincipalName("krbtgt");

	private static final Diagnosis UNKNOWN = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"The login by Kerberos failed for a reason that is not known here.", KerberosErrors.UNKNOWN.action());

	/**
	 * The words of the JDK's login for credentials that it did not find.
	 */
	private static final Pattern NO_CREDENTIALS = Pattern
		.compile("Unable to obtain (?:Principal Name|Princpal Name|password)");

	/**
	 * The encryption types that Java supports without a setting.
	 */
	private static final Set<Integer> STRONG = Set.of(17, 18, 19, 20);

	private static final Pattern DEFAULT_CACHE = Pattern.compile("\\(default cache: ([^)]*)\\)");

	private LoginErrors() {
	}

	/**
	 * Explains why the JDK could not log in.
	 */
	static IwaException of(LoginException failure, KerberosSettings settings) {
		LoginException cause = KerberosErrors.redact(failure);
		IwaException.Builder refusal = KerberosErrors.ofThisMachine(failure);
		if (refusal != null) {
			return refusal.cause(cause).local().build();
		}
		Path keytab = settings.keytab();
		Row row = KerberosErrorTable.find(failure);
		if (row == null && NO_CREDENTIALS.matcher(String.valueOf(failure.getMessage())).find()) {
			return ((keytab != null) ? ofKeytab(keytab, String.valueOf(settings.principal()))
					: ofTicketCache(settings.principal(), TicketCache.locate(settings.ticketCache())))
				.cause(cause)
				.local()
				.build();
		}
		return KerberosErrors.builder(row, UNKNOWN, KRBTGT, (keytab != null && row != null) ? failed(keytab) : "")
			.cause(cause)
			.build();
	}

	private static String failed(Path keytab) {
		return "The login with the keytab " + Redaction.path(keytab.toString()) + " failed. ";
	}

	/**
	 * Explains why the JDK finds no key of a principal in a keytab.
	 */
	private static IwaException.Builder ofKeytab(Path file, String principal) {
		String path = Redaction.path(file.toString());
		Keytab keytab = Keytab.read(file);
		if (keytab == null) {
			String what = !Files.exists(file) ? " does not exist."
					: !Files.isReadable(file) ? " cannot be read by the user of this process." : " is not a keytab.";
			return failure(IwaErrorCode.TICKET_MISSING, "The file " + path + what,
					"Set iwa.kerberos.keytab to a keytab that the user of this process can read.");
		}
		List<Keytab.Key> keys = keytab.keysOf(principal);
		if (keys.isEmpty()) {
			return failure(IwaErrorCode.TICKET_MISSING, "The keytab " + path
					+ " has no key of the principal in iwa.kerberos.principal"
					+ (keytab.principals().isEmpty() ? "."
							: "; it has keys of " + Redaction
								.userNames(String.join(", ", keytab.principals().stream().limit(3).toList()), List.of())
									+ "."),
					"Set iwa.kerberos.principal to a principal of the keytab, in the same letters (klist -kt shows them). "
							+ "It is the name of the account, not its user principal name in Entra ID.");
		}
		if (keys.stream().allMatch(Keytab.Key::isWeak)) {
			return failure(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED,
					"The keytab " + path
							+ " has only keys of weak encryption types, such as RC4, which Java does not use.",
					"Write a new keytab with AES keys. klist -kte shows the keys of a keytab.");
		}
		return isMisread(principal) ? otherCharset("keytab " + path) : failure(IwaErrorCode.KERBEROS_FAILED,
				"Java uses none of the keys of the keytab " + path + ".",
				"Write a new keytab with AES keys, and look for a system property sun.security.krb5.principal, which "
						+ "replaces iwa.kerberos.principal. -Dsun.security.krb5.debug=true logs what happens.");
	}

	/**
	 * Explains that there is no ticket cache, or none to be opened.
	 */
	static IwaException ofMissingTicket(KerberosSettings settings) {
		return ofTicketCache(settings.principal(), TicketCache.locate(settings.ticketCache())).local().build();
	}

	private static IwaException.Builder ofTicketCache(@Nullable String principal, String location) {
		TicketCache cache = TicketCache.at(location);
		String path = Redaction.path(location);
		if (cache != null && principal != null && !isSame(principal, cache.principal())) {
			return failure(IwaErrorCode.USER_MISMATCH,
					"The ticket cache " + path + " belongs to another principal than iwa.kerberos.principal.",
					"Remove iwa.kerberos.principal, or run kinit for that principal.");
		}
		Ticket ticket = (cache != null) ? cache.ticket() : null;
		if (cache != null && ticket != null) {
			return ofTicket(cache.principal(), ticket, path);
		}
		if (!TicketCache.isFile(location)) {
			return failure(IwaErrorCode.TICKET_MISSING,
					"Java cannot read the ticket cache " + path + ", which is not a file.",
					"Set iwa.kerberos.provider to 'native', or write a ticket to a file with kinit -c.");
		}
		return failure(IwaErrorCode.TICKET_MISSING, "There is no Kerberos ticket in " + path + ".",
				NEW_TICKET + " klist shows where the tickets are: if they are in another file, set "
						+ "iwa.kerberos.ticket-cache; if they are in a KCM or KEYRING cache, set "
						+ "iwa.kerberos.provider to 'native'.");
	}

	/**
	 * Explains why Java does not use a ticket that is there.
	 */
	private static IwaException.Builder ofTicket(String principal, Ticket ticket, String path) {
		if (ticket.expiresAt().isBefore(Instant.now())) {
			return failure(IwaErrorCode.TICKET_EXPIRED,
					"The Kerberos ticket in " + path + " expired at " + ticket.expiresAt() + ".", NEW_TICKET);
		}
		if (!STRONG.contains(ticket.keyType())) {
			return failure(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED,
					"The Kerberos ticket in " + path + " is valid, but Java does not use its encryption type "
							+ ticket.keyType() + " (23 is RC4).",
					"An administrator enables AES for the user's account in Active Directory. Then run kinit again.");
		}
		return isMisread(principal) ? otherCharset("ticket cache " + path) : failure(IwaErrorCode.KERBEROS_FAILED,
				"The Kerberos ticket in " + path + " is valid, but Java does not use it.",
				"Run kinit again, and look for a system property sun.security.krb5.principal, which selects another "
						+ "principal. -Dsun.security.krb5.debug=true logs what happens.");
	}

	private static boolean isSame(String configured, String principal) {
		return principal.equals(configured) || principal.startsWith(configured + "@");
	}

	/**
	 * Returns whether Java reads the name of a principal in a file as another one. Up to
	 * JDK 17 it uses the default charset, where MIT's library writes UTF-8.
	 */
	static boolean isMisread(String principal) {
		return !new String(principal.getBytes(StandardCharsets.UTF_8), Charset.defaultCharset()).equals(principal);
	}

	/**
	 * Explains that Java reads the names in a file in another charset.
	 * @param file the kind and path of the file
	 */
	static IwaException.Builder otherCharset(String file) {
		return failure(IwaErrorCode.KERBEROS_FAILED,
				"Java reads the principal in the " + file + " in the charset " + Charset.defaultCharset()
						+ ", but it is in UTF-8.",
				"Start Java with -Dfile.encoding=UTF-8 and a locale in UTF-8 (LANG=C.UTF-8), or use Java 18 or later.")
			.local();
	}

	/**
	 * Explains that a new login is that of another principal.
	 */
	static IwaException otherPrincipal() {
		Diagnosis diagnosis = KerberosErrorTable.OTHER_PRINCIPAL.diagnosis();
		return failure(diagnosis.code(), diagnosis.description(), diagnosis.action()).local().build();
	}

	/**
	 * Explains why the platform's GSSAPI has no credentials.
	 */
	static IwaException ofNative(GSSException failure) {
		Exception cause = KerberosErrors.redact((Exception) failure);
		Row row = KerberosErrorTable.find(failure);
		if (row != null) {
			return KerberosErrors.builder(row, UNKNOWN, KRBTGT, "").cause(cause).build();
		}
		return switch (failure.getMajor()) {
			// MIT's library returns no name for an expired ticket
			case GSSException.BAD_NAME, GSSException.CREDENTIALS_EXPIRED ->
				failure(IwaErrorCode.TICKET_EXPIRED, "The Kerberos ticket in the platform's ticket cache has expired.",
						NEW_TICKET)
					.cause(cause)
					.local()
					.build();
			// and no mechanism for a cache without a ticket
			case GSSException.NO_CRED, GSSException.BAD_MECH ->
				failure(IwaErrorCode.TICKET_MISSING, describeMissing(String.valueOf(failure.getMinorString())),
						NEW_TICKET + " klist shows which cache is used. The environment variable KRB5CCNAME selects "
								+ "another.")
					.cause(cause)
					.local()
					.build();
			default -> KerberosErrors.ofTicket(failure, KRBTGT);
		};
	}

	/**
	 * Explains why the platform's library could not log in with a client keytab.
	 */
	static IwaException ofClientKeytab(GSSException failure, Path file) {
		Exception cause = KerberosErrors.redact((Exception) failure);
		Row row = KerberosErrorTable.find(failure);
		Keytab keytab = Keytab.read(file);
		if (row == null && keytab == null) {
			return failure(IwaErrorCode.TICKET_MISSING,
					"There is no Kerberos ticket, and the client keytab " + Redaction.path(file.toString())
							+ " cannot be read.",
					"Name a keytab that the user of this process can read in the environment variable "
							+ "KRB5_CLIENT_KTNAME, or run kinit.")
				.cause(cause)
				.local()
				.build();
		}
		boolean expired = failure.getMajor() == GSSException.BAD_NAME
				|| failure.getMajor() == GSSException.CREDENTIALS_EXPIRED;
		return (row == null && expired) ? ofNative(failure)
				: KerberosErrors.builder(row, UNKNOWN, KRBTGT, failed(file)).cause(cause).build();
	}

	private static String describeMissing(String message) {
		if (message.contains("Can't find client principal")) {
			return "The platform's ticket cache no longer contains a Kerberos ticket of the principal that began to sign in.";
		}
		Matcher cache = DEFAULT_CACHE.matcher(message);
		return "There is no Kerberos ticket in the platform's ticket cache" + (cache.find() ? " " + cache.group(1) : "")
				+ ".";
	}

	private static IwaException.Builder failure(IwaErrorCode code, String description, String action) {
		return IwaException.of(code, Stage.KERBEROS).description(description).action(action);
	}

}
