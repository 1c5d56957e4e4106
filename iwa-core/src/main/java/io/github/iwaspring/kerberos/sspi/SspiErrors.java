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

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.ServicePrincipalName;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * Translates failures of Windows' Kerberos (SSPI) into exceptions, all at stage KERBEROS.
 */
final class SspiErrors {

	private static final String KLIST = "%SystemRoot%\\System32\\klist.exe";

	private static final int ERROR_NONE_MAPPED = 1332;

	private static final int WIN32 = 0x80070000; // HRESULT_FROM_WIN32

	/**
	 * No domain controller could be found or did not answer when Windows asked it for the
	 * user principal name.
	 */
	static final Diagnosis NAME_NOT_ASKED = new Diagnosis(IwaErrorCode.USERNAME_UNKNOWN,
			"No domain controller answered when Windows asked for the user principal name.",
			"Connect to the corporate network or the VPN.");

	private static final Diagnosis NAME_NOT_MAPPED = new Diagnosis(IwaErrorCode.USERNAME_UNKNOWN,
			"The signed-in account has no user principal name.",
			"An administrator gives the account one in Active Directory.");

	/**
	 * Windows returned no user principal name for a reason that only the log names.
	 */
	static final Diagnosis NAME_NOT_RETURNED = new Diagnosis(IwaErrorCode.USERNAME_UNKNOWN,
			"Windows did not return the user principal name.",
			"The logger io.github.iwaspring.kerberos.sspi names the reason at DEBUG.");

	private static final Diagnosis UNKNOWN_STATUS = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"Windows could not make a ticket for {service}.",
			KLIST + " get {service} requests the same ticket. The System event log (source Kerberos) may name the "
					+ "cause.");

	private static final Diagnosis UNKNOWN_NAME = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"Windows did not return the name of the signed-in user.",
			"Run the application as a user who signed in to Windows: an anonymous or ended logon session has no "
					+ "name. " + KLIST + " shows the session's tickets.");

	private static final Diagnosis NOT_MUTUAL = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"The service {service} did not prove its identity.",
			"Check that the host is the federation service, and that no proxy answers in its place.");

	private static final Diagnosis UNKNOWN_REPLY = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"Windows could not use the token of {service}.",
			"The System event log (source Kerberos) of this machine and of the service may name the cause.");

	/**
	 * The failures that Windows finds without a domain controller.
	 */
	private static final Set<IwaErrorCode> LOCAL = Set.of(IwaErrorCode.PROVIDER_UNAVAILABLE, IwaErrorCode.USER_MISMATCH,
			IwaErrorCode.TICKET_MISSING);

	/**
	 * Credentials that the domain controller does not accept. Each such attempt counts
	 * towards a lock-out of the account.
	 */
	private static final Row WRONG_KEY = row(IwaErrorCode.KERBEROS_FAILED,
			"The domain controller did not accept the signed-in user's credentials.",
			"If the password was changed elsewhere, lock the screen and unlock it with the new password while "
					+ "a domain controller can be reached.",
			Map.of(0x8009030C, "SEC_E_LOGON_DENIED", 0xC000006D, "STATUS_LOGON_FAILURE", 0x8007052E,
					"ERROR_LOGON_FAILURE"));

	/**
	 * The failures of {@code winerror.h} and {@code ntstatus.h} that Kerberos meets.
	 * Windows reports the state of an account in three ways: as a status of SSPI, as an
	 * {@code NTSTATUS}, or as a Win32 error in an {@code HRESULT}.
	 */
	static final List<Row> TABLE = List.of(
			row(IwaErrorCode.TICKET_MISSING, "Windows has no Kerberos credentials for this process.",
					"Run the process as a user who signed in to the domain, not as a local account, and not in a logon "
							+ "session without a password (a second hop, or a task that is set not to store it). "
							+ KLIST + " shows the tickets.",
					Map.of(0x8009030D, "SEC_E_UNKNOWN_CREDENTIALS", 0x8009030E, "SEC_E_NO_CREDENTIALS", 0x80090334,
							"SEC_E_NO_TGT_REPLY")),
			row(IwaErrorCode.TICKET_MISSING, "The logon session of this process has ended or has no credentials.",
					"Sign out of Windows and in again, or restart the process. A scheduled task or a service must run "
							+ "with a stored password or as a group managed service account.",
					Map.of(0xC000005F, "STATUS_NO_SUCH_LOGON_SESSION", 0x80070520, "ERROR_NO_SUCH_LOGON_SESSION")),
			WRONG_KEY,
			row(IwaErrorCode.PASSWORD_EXPIRED, "The password of the signed-in user has expired.",
					"Change the password (Ctrl+Alt+Del) while a domain controller can be reached, then lock and unlock "
							+ "the screen.",
					Map.of(0xC0000071, "STATUS_PASSWORD_EXPIRED", 0xC0000224, "STATUS_PASSWORD_MUST_CHANGE", 0x80070532,
							"ERROR_PASSWORD_EXPIRED", 0x80070773, "ERROR_PASSWORD_MUST_CHANGE")),
			row(IwaErrorCode.ACCOUNT_LOCKED, "The account is locked in Active Directory.",
					"An administrator unlocks the account, and looks for what locked it: a service or a task with an old "
							+ "password.",
					Map.of(0xC0000234, "STATUS_ACCOUNT_LOCKED_OUT", 0x80070775, "ERROR_ACCOUNT_LOCKED_OUT")),
			row(IwaErrorCode.ACCOUNT_LOCKED, "The account is disabled in Active Directory.",
					"An administrator enables the account.",
					Map.of(0xC0000072, "STATUS_ACCOUNT_DISABLED", 0x80070533, "ERROR_ACCOUNT_DISABLED")),
			row(IwaErrorCode.ACCOUNT_LOCKED, "The account has expired in Active Directory.",
					"An administrator sets a later date, on which the account expires.",
					Map.of(0xC0000193, "STATUS_ACCOUNT_EXPIRED", 0x80070701, "ERROR_ACCOUNT_EXPIRED")),
			row(IwaErrorCode.ACCOUNT_LOCKED, "Active Directory does not let the account in at this time, or from here.",
					"An administrator checks the log-on hours of the account, and the workstations it may log on to.",
					Map.of(0xC000006F, "STATUS_INVALID_LOGON_HOURS", 0xC0000070, "STATUS_INVALID_WORKSTATION",
							0xC000006E, "STATUS_ACCOUNT_RESTRICTION", 0x80070530, "ERROR_INVALID_LOGON_HOURS",
							0x80070531, "ERROR_INVALID_WORKSTATION", 0x8007052F, "ERROR_ACCOUNT_RESTRICTION")),
			row(IwaErrorCode.PRINCIPAL_UNKNOWN, "The domain controller does not know the signed-in account.",
					"Check that the account still exists, and that the computer is joined to its domain or to one that "
							+ "trusts it.",
					Map.of(0xC0000064, "STATUS_NO_SUCH_USER", 0x80070525, "ERROR_NO_SUCH_USER")),
			row(IwaErrorCode.SPN_UNKNOWN, "The domain controller does not know the service {service}.",
					"An administrator looks for it with: setspn -Q */{host}. If the service has another name, set "
							+ "iwa.kerberos.service-principal.",
					Map.of(0x80090303, "SEC_E_TARGET_UNKNOWN", 0x80090338, "SEC_E_MAX_REFERRALS_EXCEEDED", 0x80090341,
							"SEC_E_KDC_UNABLE_TO_REFER")),
			row(IwaErrorCode.SPN_UNKNOWN, "The service {service} is registered on the wrong account, or on two.",
					"An administrator looks for the account with: setspn -Q */{host}, and for duplicates with: "
							+ "setspn -X. The account that runs the service must be the only one with that name.",
					Map.of(0x80090322, "SEC_E_WRONG_PRINCIPAL", 0x8009033B, "SEC_E_TOO_MANY_PRINCIPALS", 0x80090347,
							"SEC_E_MULTIPLE_ACCOUNTS")),
			row(IwaErrorCode.TICKET_EXPIRED, "The Kerberos ticket has expired.",
					"Lock and unlock the screen while a domain controller can be reached, which renews the ticket.",
					Map.of(0x80090317, "SEC_E_CONTEXT_EXPIRED")),
			row(IwaErrorCode.CLOCK_SKEW, "The clocks of this machine and of the domain controller differ too much.",
					"Synchronise this machine's clock: w32tm /resync.",
					Map.of(0x80090324, "SEC_E_TIME_SKEW", 0xC0000133, "STATUS_TIME_DIFFERENCE_AT_DC", 0x80070576,
							"ERROR_TIME_SKEW")),
			row(IwaErrorCode.KDC_UNREACHABLE, "No domain controller could be reached.",
					"Connect to the corporate network or the VPN. nltest /dsgetdc:<domain> shows whether a domain "
							+ "controller is found.",
					Map.of(0x80090311, "SEC_E_NO_AUTHENTICATING_AUTHORITY", 0x80090335, "SEC_E_NO_IP_ADDRESSES",
							0x80090350, "SEC_E_DOWNGRADE_DETECTED", 0xC000005E, "STATUS_NO_LOGON_SERVERS", 0x8007051F,
							"ERROR_NO_LOGON_SERVERS", 0x8007054B, "ERROR_NO_SUCH_DOMAIN")),
			row(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED,
					"This machine, the domain and {service} have no encryption type in common.",
					"An administrator enables AES for the service's account, resets its password once, and compares "
							+ "the policy 'Configure encryption types allowed for Kerberos'.",
					Map.of(0x80090331, "SEC_E_ALGORITHM_MISMATCH", 0x80090337, "SEC_E_CRYPTO_SYSTEM_INVALID",
							0x8009033A, "SEC_E_STRONG_CRYPTO_NOT_SUPPORTED", 0x80090342, "SEC_E_KDC_UNKNOWN_ETYPE",
							0x80090348, "SEC_E_NO_KERB_KEY")),
			row(IwaErrorCode.KERBEROS_FAILED, "The ticket is bound to another certificate than the one of {service}.",
					"Exempt the host from TLS inspection, or let the load balancer pass TLS through. As the last "
							+ "resort, set iwa.kerberos.channel-binding=never.",
					Map.of(0x80090346, "SEC_E_BAD_BINDINGS")),
			row(IwaErrorCode.KERBEROS_FAILED, "The domain controller refused the request for {service}.",
					"Delete the cached tickets with " + KLIST + " purge, and try again. If that does not help, the "
							+ "System event log of this machine (source Kerberos) and the domain controller's "
							+ "Security log name the cause.",
					Map.of(0x80090340, "SEC_E_KDC_INVALID_REQUEST", 0x80090343, "SEC_E_UNSUPPORTED_PREAUTH")),
			row(IwaErrorCode.KERBEROS_FAILED, "The domain requires a smart card or certificate of the signed-in user.",
					"Sign in to Windows with the smart card, or check its certificate with: certutil -scinfo.",
					Map.of(0x8009033D, "SEC_E_PKINIT_NAME_MISMATCH", 0x8009033E, "SEC_E_SMARTCARD_LOGON_REQUIRED")),
			row(IwaErrorCode.KERBEROS_FAILED, "A policy of this machine allows Negotiate to use NTLM only.",
					"An administrator allows Kerberos. This library never uses NTLM.",
					Map.of(0x8009035F, "SEC_E_POLICY_NLTM_ONLY")),
			row(IwaErrorCode.KERBEROS_FAILED, "The response of {service} could not be verified.",
					"It may have been changed on its way, or the service's account has a new password. Delete the "
							+ "cached tickets with " + KLIST + " purge, and try again.",
					Map.of(0x80090308, "SEC_E_INVALID_TOKEN", 0x8009030F, "SEC_E_MESSAGE_ALTERED", 0x80090310,
							"SEC_E_OUT_OF_SEQUENCE", 0x80090329, "SEC_E_ENCRYPT_FAILURE", 0x80090330,
							"SEC_E_DECRYPT_FAILURE")),
			new Row(NOT_MUTUAL,
					Map.of(0x80090332, "SEC_E_SECURITY_QOS_FAILED", 0x80090363, "SEC_E_MUTUAL_AUTH_FAILED")),
			row(IwaErrorCode.KERBEROS_FAILED, "The security package of Windows ran out of resources.",
					"Close other programs or restart Windows. For users in very many groups, raise MaxTokenSize.",
					Map.of(0x80090300, "SEC_E_INSUFFICIENT_MEMORY", 0x80090321, "SEC_E_BUFFER_TOO_SMALL")),
			row(IwaErrorCode.PROVIDER_UNAVAILABLE, "Windows does not offer the package Negotiate to this process.",
					"An administrator checks the security packages of the LSA. Or set iwa.kerberos.provider=java with a "
							+ "keytab.",
					Map.of(0x80090305, "SEC_E_SECPKG_NOT_FOUND")),
			row(IwaErrorCode.KERBEROS_FAILED, "The Local Security Authority (LSA) of Windows failed.",
					"The System event log (sources Kerberos and LsaSrv) names the cause. Signing out of Windows and in "
							+ "again often helps.",
					Map.of(0x80090304, "SEC_E_INTERNAL_ERROR")));

	private SspiErrors() {
	}

	/**
	 * Explains the status of a call that failed. The message contains the status by name
	 * and number, to search for.
	 */
	static IwaException ofStatus(int status, String service) {
		Row row = find(status);
		String number = String.format("0x%08X", status);
		return (row != null) ? failure(row.diagnosis(), service, row.statuses().get(status) + ", " + number)
				: failure(UNKNOWN_STATUS, service, number);
	}

	/**
	 * Explains why Windows could not use the token of a service.
	 */
	static IwaException ofReply(int status, String service) {
		return (find(status) != null) ? ofStatus(status, service)
				: failure(UNKNOWN_REPLY, service, String.format("0x%08X", status));
	}

	/**
	 * Whether a status says that the credentials are wrong.
	 */
	static boolean isWrongKey(int status) {
		return WRONG_KEY.statuses().containsKey(status);
	}

	/**
	 * Windows returned no user name, whether or not the call failed.
	 */
	static IwaException unknownName(int status) {
		return (find(status) != null) ? ofStatus(status, "")
				: failure(UNKNOWN_NAME, "", String.format("0x%08X", status));
	}

	/**
	 * Explains why Windows returned no user principal name. A domain controller that does
	 * not answer asks for another action than an account without one.
	 * @param error the error of Win32
	 */
	static Diagnosis missingName(int error) {
		if (error == ERROR_NONE_MAPPED) {
			return NAME_NOT_MAPPED;
		}
		Row row = find(WIN32 | error);
		return (row != null && row.diagnosis().code() == IwaErrorCode.KDC_UNREACHABLE) ? NAME_NOT_ASKED
				: NAME_NOT_RETURNED;
	}

	static IwaException notMutual(String service) {
		return failure(NOT_MUTUAL, service, "no mutual authentication");
	}

	/**
	 * Negotiate chose a mechanism other than Kerberos. Windows does not say why.
	 */
	static IwaException notKerberos(String mechanism, String service) {
		String choice = mechanism.equals(NegotiateToken.NTLM) ? "fell back to NTLM"
				: "chose a mechanism other than Kerberos (" + mechanism + ")";
		return failure(IwaErrorCode.KERBEROS_FAILED,
				"Windows " + choice + " for " + service + ". This is refused, and the token was not sent.",
				"Windows does so if no domain controller can be reached (connect the VPN), if the domain does not know "
						+ "the service (an administrator looks for it with: setspn -Q */" + host(service)
						+ "), if the host is an IP address (use its name), or if the user is a local account.",
				null);
	}

	static IwaException localAccount() {
		return failure(IwaErrorCode.TICKET_MISSING,
				"The Windows user is a local account of this computer, and a local account has no Kerberos ticket.",
				"Sign in to Windows with a domain account, or run the application as one.", null);
	}

	static IwaException otherUser() {
		return failure(IwaErrorCode.USER_MISMATCH,
				"The thread runs as another Windows user than when the sign-in began.",
				"Do not impersonate users on the threads of a sign-in. Start the sign-in again as one user.", null);
	}

	static IwaException bindingUnavailable(String host) {
		return failure(IwaErrorCode.KERBEROS_FAILED,
				"iwa.kerberos.channel-binding is 'always', but the ticket cannot be bound to the certificate of " + host
						+ ": the certificate is unknown, or its signature has no single hash, which RFC 5929 requires.",
				"Give the host a certificate that is signed with RSA or ECDSA and SHA-2 (not RSASSA-PSS or "
						+ "Ed25519), or set iwa.kerberos.channel-binding=auto.",
				null);
	}

	static IwaException notWindows() {
		return unavailable("Windows' own Kerberos (SSPI) exists on Windows only.",
				"Set iwa.kerberos.provider=java, or remove that property.", null);
	}

	static IwaException libraryMissing(Error cause) {
		return unavailable("Windows' own Kerberos (SSPI) cannot be called without JNA, which is not on the class path.",
				"Add net.java.dev.jna:jna-platform, or set iwa.kerberos.provider=java.", cause);
	}

	/**
	 * JNA is present, but its native library is not usable: a policy forbids to load it
	 * from the temporary folder, or another version of it was found.
	 */
	static IwaException libraryNotLoaded(Error cause) {
		return unavailable("Windows' own Kerberos (SSPI) cannot be called: JNA's native library could not be loaded.",
				"Set the system property jna.tmpdir to a directory from which Windows allows libraries to run (AppLocker "
						+ "and WDAC often forbid %TEMP%), and use matching versions of jna and jna-platform. Or set "
						+ "iwa.kerberos.provider=java.",
				cause);
	}

	private static @Nullable Row find(int status) {
		return TABLE.stream().filter((row) -> row.statuses().containsKey(status)).findFirst().orElse(null);
	}

	private static IwaException unavailable(String description, String action, @Nullable Throwable cause) {
		return failure(IwaErrorCode.PROVIDER_UNAVAILABLE, description, action, cause);
	}

	private static IwaException failure(Diagnosis diagnosis, String service, String detail) {
		String sentence = fill(diagnosis.description(), service);
		return failure(diagnosis.code(), sentence.substring(0, sentence.length() - 1) + " (" + detail + ").",
				fill(diagnosis.action(), service), null);
	}

	private static IwaException failure(IwaErrorCode code, String description, String action,
			@Nullable Throwable cause) {
		IwaException.Builder failure = IwaException.of(code, Stage.KERBEROS)
			.description(description)
			.action(action)
			.cause(cause);
		return LOCAL.contains(code) ? failure.local().build() : failure.build();
	}

	/**
	 * Fills in the service principal name and its host. A service that is requested as
	 * {@code HTTP/} may well be registered as {@code host/}, so that commands look for
	 * the host.
	 */
	private static String fill(String text, String service) {
		return text.replace("{service}", service).replace("{host}", host(service));
	}

	private static String host(String service) {
		return new ServicePrincipalName(service).host();
	}

	private static Row row(IwaErrorCode code, String description, String action, Map<Integer, String> statuses) {
		return new Row(new Diagnosis(code, description, action), statuses);
	}

	/**
	 * A diagnosis and the statuses that it explains.
	 *
	 * @param diagnosis the diagnosis; the status is inserted before the full stop of its
	 * description
	 * @param statuses the names of the statuses, by their values
	 */
	record Row(Diagnosis diagnosis, Map<Integer, String> statuses) {

	}

}
