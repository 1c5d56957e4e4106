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

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the failures of Kerberos, by the numbers of RFC 4120, section 7.5.9, and
 * by the words of the JDK and of MIT's and Heimdal's libraries, whose exceptions often
 * have no number. {@code {service}} and {@code {host}} are filled in later.
 */
final class KerberosErrorTable {

	static final String NEW_TICKET = "Sign in to the domain again, or run kinit. The application uses the new ticket "
			+ "automatically.";

	private static final String SET_SPN = "An administrator looks for it with: setspn -Q */{host}. ";

	private static final String LOGS = "The log of the domain controller names the cause. -Dsun.security.krb5.debug=true "
			+ "(provider java) or the environment variable KRB5_TRACE=/dev/stderr (provider native) shows the exchange.";

	private static final String TRUST = "An administrator checks the trusts between the realms. Where krb5.conf has the "
			+ "section [capaths], it must describe the same path.";

	private static final String SMART_CARD = "Sign in to the domain with the smart card, or have an administrator check "
			+ "its certificate and that of the domain controller.";

	/**
	 * A key that the domain controller does not accept. Each such attempt counts towards
	 * a lock-out of the account.
	 */
	static final Row WRONG_KEY = failed(numbers(24), "Pre-?authentication (?:information was invalid|failed)",
			"The domain controller does not accept the key of the principal.",
			"Write a new keytab with AES keys: keys from before the last change of the password are no longer valid "
					+ "(klist -kte shows the keys of a keytab). With a ticket cache, run kinit again.");

	/**
	 * A message that cannot be decrypted. At a login it was the principal's key.
	 */
	static final Row UNDECRYPTABLE = failed(numbers(31),
			"Checksum failed|Integrity check on decrypted field failed|Decrypt integrity check failed",
			"A key is out of date: that of the principal, or that of {service}.",
			"Write a new keytab, or run kinit again. An administrator checks that only one account has the service "
					+ "principal name: setspn -Q */{host}.");

	private static final Row UNREACHABLE = row(IwaErrorCode.KDC_UNREACHABLE, numbers(29),
			"Cannot contact any KDC|unable to reach any KDC|Cannot get a KDC reply|timed out|Connection (?:refused|reset)"
					+ "|No route to host|Network is unreachable|A service is not available",
			"No domain controller could be reached.",
			"Check the VPN, port 88 over UDP and TCP, the DNS records of the realm, and krb5.conf "
					+ "(iwa.kerberos.krb5-conf).");

	static final Row OTHER_PRINCIPAL = local(IwaErrorCode.USER_MISMATCH, "Principal in credential cache does not match",
			"The ticket cache now belongs to another principal than when the sign-in began.",
			"Call getToken() again. To continue as the new user, call signOut() before.");

	/**
	 * What is found on this machine, before a domain controller is asked.
	 */
	private static final List<Row> LOCAL = List.of(local(IwaErrorCode.KDC_UNREACHABLE,
			"Cannot (?:locate|find) KDC|Cannot get kdc|Unable to locate KDC",
			"No domain controller of the realm is known.",
			"Connect the VPN, if DNS names the domain controllers. Check the spelling of the realm (of the "
					+ "ticket, iwa.kerberos.principal and iwa.kerberos.service-principal), and its 'kdc' in krb5.conf "
					+ "(iwa.kerberos.krb5-conf)."),
			local(IwaErrorCode.KERBEROS_FAILED,
					"Cannot locate default realm|does not specify default realm|Unable to locate Kerberos realm"
							+ "|unable to find realm",
					"The Kerberos configuration does not name the realm.",
					"Set default_realm in /etc/krb5.conf, set iwa.kerberos.krb5-conf, or write the realm behind "
							+ "iwa.kerberos.principal."),
			local(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, "no supported (?:default )?etypes",
					"The Kerberos configuration allows no encryption type that Java supports.",
					"Remove default_tkt_enctypes, default_tgs_enctypes and permitted_enctypes from krb5.conf, or add AES "
							+ "to them."),
			local(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED,
					"No key table entry found|no suitable keys|Cannot find key for (?!type/kvno to decrypt)",
					"The keytab has no key of an encryption type that this machine and the domain controller use.",
					"Write a new keytab with AES keys. klist -kte shows the keys of a keytab."),
			OTHER_PRINCIPAL,
			local(IwaErrorCode.TICKET_MISSING,
					"Credential cache is empty|Credentials cache I/O operation failed|No credentials cache found"
							+ "|Failed to find any Kerberos tgt|Matching credential .*not found|No ticket file",
					"There is no longer a Kerberos ticket.", NEW_TICKET));

	/**
	 * What a domain controller answers, or why it does not.
	 */
	private static final List<Row> REQUESTS = List.of(
			row(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, Set.of(), "Cannot find key for type/kvno to decrypt",
					"The keytab has no key of the encryption type that the domain controller answered with.",
					"Write a new keytab with AES keys. klist -kte shows the keys of a keytab."),
			failed(Set.of(), "Empty nameStrings not allowed",
					"The domain controller refused the request, in a way that does not let Java read the reason.",
					"Usually the clocks differ by more than five minutes: synchronise this machine's clock. If they agree, "
							+ "the ticket is no longer valid: run kinit."),
			failed(numbers(0), null, "The domain controller answered with an error that has no number.", LOGS),
			row(IwaErrorCode.ACCOUNT_LOCKED, numbers(1), "Client's entry in database (?:has )?expired",
					"The account of the user has expired in Active Directory.",
					"An administrator sets a later date, on which the account expires "
							+ "(Clear-ADAccountExpiration removes it)."),
			failed(numbers(2, 19, 22),
					"Server's entry in database has expired|Credentials for server have been revoked|Server not yet valid",
					"The account of the service {service} is expired, disabled or locked.",
					"An administrator enables the account that has the name: setspn -Q */{host}."),
			failed(numbers(3, 39, 40), "protocol version|Invalid msg type|Invalid message type",
					"The domain controller does not understand the request.",
					"Check that the hosts at 'kdc' in krb5.conf are domain controllers, and that nothing changes "
							+ "the traffic on port 88."),
			failed(numbers(4, 5), "in (?:an )?old master key",
					"The domain controller's database has keys of an old master key.",
					"An administrator of the domain controller updates its keys."),
			row(IwaErrorCode.PRINCIPAL_UNKNOWN, numbers(6),
					"Client .*not found in Kerberos database|Client \\(.*\\) unknown",
					"The domain controller does not know the principal.",
					"Check iwa.kerberos.principal and the realm of the ticket. An account is known by its name, not by "
							+ "its user principal name."),
			row(IwaErrorCode.SPN_UNKNOWN, numbers(7), "Server .*not found in Kerberos database|Server \\(.*\\) unknown",
					"The domain controller does not know the service {service}, or more than one account has that name.",
					SET_SPN + "setspn -X finds duplicates. If the service has another name, set "
							+ "iwa.kerberos.service-principal. If its host belongs to another realm, map it in "
							+ "[domain_realm] of krb5.conf."),
			row(IwaErrorCode.SPN_UNKNOWN, numbers(8),
					"multiple entries in Kerberos database|Multiple principal entries",
					"More than one account has the name of {service}, or that of the principal.",
					"An administrator finds duplicates with: setspn -X. " + SET_SPN
							+ "The account that runs the service must be the only one with that name."),
			failed(numbers(9), "null key", "The account of the principal, or that of {service}, has no key.",
					"An administrator sets a new password for the account, which creates its keys."),
			failed(numbers(10, 11), "postdat|start time is later than end|effective lifetime is negative",
					"The domain controller cannot issue a ticket for the requested time.",
					"Synchronise this machine's clock. Remove ticket_lifetime and renew_lifetime from krb5.conf. Then "
							+ "run kinit."),
			row(IwaErrorCode.ACCOUNT_LOCKED, numbers(12), "KDC policy rejects request",
					"A policy of the domain controller does not let the account in.",
					"An administrator checks in Active Directory that the account is enabled, its log-on hours, the "
							+ "workstations it may log on to, and its authentication policy."),
			failed(numbers(13), "KDC cannot accommodate|can't fulfill requested option",
					"The domain controller does not allow an option of the request.",
					"Run kinit again. If that does not help, remove forwardable, proxiable and renew_lifetime from "
							+ "krb5.conf."),
			row(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, numbers(14, 15),
					"no support for (?:encryption|checksum) type|encryption type .* not supported"
							+ "|lacks support for (?:encryption|key|checksum) type|Bad encryption type",
					"This machine and {service} have no encryption type in common.",
					"An administrator enables AES for the service's account, or removes restrictions from krb5.conf."),
			failed(numbers(16, 25, 48, 90, 91, 93),
					"no support for padata|Additional pre-?authentication required|Looping detected|Preauthentication expired"
							+ "|preauthentication data is required|FAST option|Alternative authentication method|Generic preauth",
					"The domain controller demands another proof than a key, for example a smart card.",
					"An administrator checks whether the account may sign in without a smart card, and its "
							+ "authentication policy. Or sign in to the domain in that way, and use its ticket cache."),
			failed(numbers(17, 28, 51), "transited", "The domain controller rejects the path between the realms.",
					TRUST),
			row(IwaErrorCode.ACCOUNT_LOCKED, numbers(18), "credentials have been revoked|Client .*locked out",
					"The account is locked, disabled, expired, or outside of its log-on hours in Active Directory.",
					"An administrator looks which of these it is (Get-ADUser -Properties LockedOut, Enabled, "
							+ "AccountExpirationDate, LogonHours), and unlocks or enables the account, or changes its date "
							+ "or hours. A job with an old keytab locks it again: write a new keytab first."),
			failed(numbers(20), "TGT has been revoked", "The domain controller has revoked the ticket.", NEW_TICKET),
			row(IwaErrorCode.ACCOUNT_LOCKED, numbers(21), "Client not yet valid",
					"The account of the user is not valid yet.",
					"An administrator checks from when on the account may be used, and the clocks of both machines."),
			row(IwaErrorCode.PASSWORD_EXPIRED, numbers(23), "Password has expired|password must be changed",
					"The password of the principal has expired.",
					"Change the password, and sign in to the domain again. For a keytab, write a new one."),
			WRONG_KEY,
			failed(numbers(26, 35), "Requested server and ticket don't match|ticket isn't for us",
					"The domain controller says that the ticket belongs to another server.",
					"Run kinit again. If that does not help, the hosts at 'kdc' in krb5.conf belong to another realm."),
			failed(numbers(27, 67, 69), "user2user|user.to.user|did not supply a ticket",
					"The domain controller issues no ordinary ticket for {service}, which is the account of a user.",
					"An administrator registers a service principal name on the account that runs the service "
							+ "(setspn -S HTTP/{host} <account>). If the service has another name, set "
							+ "iwa.kerberos.service-principal."),
			UNREACHABLE, UNDECRYPTABLE,
			row(IwaErrorCode.TICKET_EXPIRED, numbers(32), "Ticket expired", "The Kerberos ticket has expired.",
					NEW_TICKET),
			row(IwaErrorCode.CLOCK_SKEW, numbers(33, 37), "Clock skew|Ticket not yet valid|time skew",
					"The clocks of this machine and of the domain controller differ too much.",
					"Synchronise this machine's clock. Then run kinit."),
			failed(numbers(34), "Request is a replay",
					"The domain controller takes the request for a repetition of an earlier one.",
					"Synchronise this machine's clock, and check that nothing repeats the traffic on port 88."),
			failed(numbers(36),
					"Ticket and authenticator don't match|Ticket/authenticator don't match|principal and ticket",
					"The domain controller says that the ticket belongs to another name than the request.",
					"Run kinit again. If the name has letters other than ASCII, start Java with -Dfile.encoding=UTF-8 "
							+ "and a locale in UTF-8 (LANG=C.UTF-8)."),
			failed(numbers(38), "Incorrect net address", "The ticket is bound to another network address.",
					"Set noaddresses = true in krb5.conf, and run kinit again (kinit -A)."),
			failed(numbers(41),
					"Message stream modified|KDC reply did not match expectations|realm mismatch in initial ticket",
					"The domain controller answered for another name than the requested one: the realm, or the name, is "
							+ "spelt in other letters than in Active Directory.",
					"Write the realm in upper case in iwa.kerberos.principal, in krb5.conf and in the keytab, and the "
							+ "principal as Active Directory has it."),
			failed(numbers(42, 46, 47, 49, 50),
					"out of order|Mutual authentication failed|Incorrect (?:message direction|sequence number)"
							+ "|Inappropriate type of checksum",
					"A message was changed or reordered on its way.",
					"Run kinit again, and check that nothing changes the traffic on port 88. " + LOGS),
			failed(numbers(44, 45), "version of key is not available|Key version|Service key not available",
					"The domain controller no longer has the key that the ticket was made with.", NEW_TICKET),
			failed(numbers(52, 61), "Response too big|Field is too long",
					"The ticket is too large for UDP, and the domain controller was not reached over TCP.",
					"Open port 88 for TCP. Set udp_preference_limit = 1 in [libdefaults] of krb5.conf, so that TCP is used "
							+ "at once."),
			failed(numbers(60), "Generic error", "The domain controller failed with an error of its own.", LOGS),
			failed(numbers(63), "No service creds|Fail to create credential",
					"There is no path from the realm of the principal to the realm of {service}.",
					"Check the realm in iwa.kerberos.service-principal, and [domain_realm] in krb5.conf. " + TRUST),
			failed(numbers(IntStream.of(62, 64, 65, 66).toArray(), IntStream.rangeClosed(70, 82).toArray(), 100),
					"certificate|Client not trusted|Invalid signature|signed-data|Public key encryption|PKINIT",
					"The domain controller and this machine do not accept each other's certificates.", SMART_CARD),
			failed(numbers(68), "Realm not local to KDC|Wrong realm",
					"The domain controller is responsible for another realm, or the realm is spelt in other letters.",
					"Write the realm in upper case, as Active Directory has it, and check that the hosts at 'kdc' in "
							+ "krb5.conf belong to it."),
			failed(numbers(30, 43, 53, 54, 55, 56, 57, 58, 59), null,
					"The domain controller answered with an error number that nobody has assigned.", LOGS),
			failed(numbers(IntStream.rangeClosed(400, 999).toArray()),
					"Illegal KDC|DER\\b|DerValue|DerInput|Asn1Exception|EOFException|not enough content",
					"Java cannot read the answer of the domain controller.",
					"Check that the hosts at 'kdc' in krb5.conf are domain controllers, and that nothing changes the "
							+ "traffic on port 88."));

	private KerberosErrorTable() {
	}

	/**
	 * Finds the meaning of a failure: that of the outermost exception that has one. What
	 * Java finds by itself comes before a number, since Java gives numbers of its own to
	 * it.
	 * @return the row, or {@code null} if nobody knows the failure
	 */
	static @Nullable Row find(Throwable failure) {
		for (KerberosClue clue : KerberosClue.of(failure)) {
			Row row = byWords(LOCAL, clue.words());
			if (row == null) {
				row = byNumber(clue.number());
			}
			if (row == null) {
				row = clue.unreachable() ? UNREACHABLE : byWords(REQUESTS, clue.words());
			}
			if (row != null) {
				return row;
			}
		}
		return null;
	}

	/**
	 * Finds the meaning of an error number in the answer of a domain controller.
	 * @return the row, or {@code null} for a number that nobody knows
	 */
	static @Nullable Row byNumber(int number) {
		return REQUESTS.stream().filter((row) -> row.numbers().contains(number)).findFirst().orElse(null);
	}

	private static @Nullable Row byWords(List<Row> rows, String words) {
		return rows.stream().filter((row) -> row.fits(words)).findFirst().orElse(null);
	}

	private static Set<Integer> numbers(int... numbers) {
		return IntStream.of(numbers).boxed().collect(Collectors.toUnmodifiableSet());
	}

	private static Set<Integer> numbers(int[] some, int[] others, int last) {
		return IntStream.concat(IntStream.concat(IntStream.of(some), IntStream.of(others)), IntStream.of(last))
			.boxed()
			.collect(Collectors.toUnmodifiableSet());
	}

	private static Row failed(Set<Integer> numbers, @Nullable String words, String description, String action) {
		return row(IwaErrorCode.KERBEROS_FAILED, numbers, words, description, action);
	}

	private static Row local(IwaErrorCode code, String words, String description, String action) {
		return new Row(Set.of(), pattern(words), new Diagnosis(code, description, action), true);
	}

	private static Row row(IwaErrorCode code, Set<Integer> numbers, @Nullable String words, String description,
			String action) {
		return new Row(numbers, (words != null) ? pattern(words) : null, new Diagnosis(code, description, action),
				false);
	}

	private static Pattern pattern(String words) {
		return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
	}

	/**
	 * A diagnosis and how its failures are recognised.
	 *
	 * @param numbers the error numbers
	 * @param words found in the type and message of an exception, or {@code null}
	 * @param diagnosis the meaning
	 * @param isLocal whether no domain controller was asked
	 */
	record Row(Set<Integer> numbers, @Nullable Pattern words, Diagnosis diagnosis, boolean isLocal) {

		boolean fits(String text) {
			return this.words != null && this.words.matcher(text).find();
		}

	}

}
