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
import java.util.Objects;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the statuses of {@code winerror.h} and {@code ntstatus.h} that Negotiate
 * and Kerberos return to a client. {@code {service}} and {@code {host}} are filled in
 * later.
 * <p>
 * A status without an error ({@code SEC_I_...}, which is positive) is here too where it
 * is none of the four that stand for a success.
 *
 * @see <a href=
 * "https://learn.microsoft.com/windows/win32/secauthn/sspi-status-codes">SSPI Status
 * Codes</a>
 */
final class SspiStatusTable {

	static final String KLIST = "%SystemRoot%\\System32\\klist.exe";

	/**
	 * Credentials that the domain controller does not accept. Each such attempt counts
	 * towards a lock-out of the account.
	 */
	static final Row WRONG_KEY = row(IwaErrorCode.KERBEROS_FAILED,
			"The domain controller did not accept the signed-in user's credentials.",
			"If the password was changed elsewhere, lock the screen and unlock it with the new password while "
					+ "a domain controller can be reached.",
			Map.of(0x8009030C, "SEC_E_LOGON_DENIED", 0xC000006D, "STATUS_LOGON_FAILURE", 0x8007052E,
					"ERROR_LOGON_FAILURE"));

	/**
	 * What can be wrong at any call. Windows reports the state of an account in three
	 * ways: as a status of SSPI, as an {@code NTSTATUS}, or as a Win32 error in an
	 * {@code HRESULT}.
	 */
	private static final List<Row> ANY_CALL = List.of(
			row(IwaErrorCode.TICKET_MISSING, "Windows has no Kerberos credentials for this process.",
					"Run the process as a user who signed in to the domain, not as a local account, and not in a logon "
							+ "session without a password (a second hop, or a task that is set not to store it). "
							+ KLIST + " shows the tickets.",
					Map.of(0x8009030D, "SEC_E_UNKNOWN_CREDENTIALS", 0x8009030E, "SEC_E_NO_CREDENTIALS")),
			row(IwaErrorCode.TICKET_MISSING, "Windows does not let this process use the credentials of its user.",
					"Run the application as the user who signed in, and do not impersonate another on its threads.",
					Map.of(0x80090306, "SEC_E_NOT_OWNER", 0x8009030B, "SEC_E_NO_IMPERSONATION")),
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
					Map.of(0x80090322, "SEC_E_WRONG_PRINCIPAL", 0x8009033B, "SEC_E_TOO_MANY_PRINCIPALS")),
			row(IwaErrorCode.KERBEROS_FAILED,
					"The service {service} is the account of a user, for which there is no ordinary ticket.",
					"An administrator registers the service principal name on the account that runs the service "
							+ "(setspn -S HTTP/{host} <account>). If the service has another name, set "
							+ "iwa.kerberos.service-principal.",
					Map.of(0x80090334, "SEC_E_NO_TGT_REPLY")),
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
							0x80090350, "SEC_E_DOWNGRADE_DETECTED", 0x00090315, "SEC_I_LOCAL_LOGON", 0xC000005E,
							"STATUS_NO_LOGON_SERVERS", 0x8007051F, "ERROR_NO_LOGON_SERVERS", 0x8007054B,
							"ERROR_NO_SUCH_DOMAIN")),
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
					Map.of(0x80090340, "SEC_E_KDC_INVALID_REQUEST", 0x80090343, "SEC_E_UNSUPPORTED_PREAUTH", 0x8009033C,
							"SEC_E_NO_PA_DATA")),
			row(IwaErrorCode.KERBEROS_FAILED, "The security package of Windows ran out of resources.",
					"Close other programs or restart Windows. For users in very many groups, raise MaxTokenSize.",
					Map.of(0x80090300, "SEC_E_INSUFFICIENT_MEMORY", 0x80090321, "SEC_E_BUFFER_TOO_SMALL")),
			row(IwaErrorCode.PROVIDER_UNAVAILABLE, "Windows does not offer the package Negotiate to this process.",
					"An administrator checks the security packages of the LSA. Or set iwa.kerberos.provider=java with a "
							+ "keytab.",
					Map.of(0x80090305, "SEC_E_SECPKG_NOT_FOUND", 0x80090307, "SEC_E_CANNOT_INSTALL", 0x80090316,
							"SEC_E_BAD_PKGID")),
			row(IwaErrorCode.KERBEROS_FAILED, "The Local Security Authority (LSA) of Windows failed.",
					"The System event log (sources Kerberos and LsaSrv) names the cause. Signing out of Windows and in "
							+ "again often helps.",
					Map.of(0x80090304, "SEC_E_INTERNAL_ERROR", 0x80090309, "SEC_E_CANNOT_PACK", 0x80090339,
							"SEC_E_MUST_BE_KDC")),
			row(IwaErrorCode.KERBEROS_FAILED, "Windows no longer knows the credentials or the context of the sign-in.",
					"Try again. If that does not help, the logon session has ended: sign out of Windows and in again.",
					Map.of(0x80090301, "SEC_E_INVALID_HANDLE", 0x80090333, "SEC_E_UNFINISHED_CONTEXT_DELETED",
							0x80090336, "SEC_E_WRONG_CREDENTIAL_HANDLE", 0x80090361, "SEC_E_NO_CONTEXT", 0x00090317,
							"SEC_I_CONTEXT_EXPIRED", 0x00090323, "SEC_I_NO_LSA_CONTEXT")),
			row(IwaErrorCode.KERBEROS_FAILED, "Windows is shutting down.", "Start the application again later.",
					Map.of(0x8009033F, "SEC_E_SHUTDOWN_IN_PROGRESS")),
			row(IwaErrorCode.KERBEROS_FAILED, "Windows does not support what this library asked for.",
					"Please report it, with the version of Windows. Until then, set iwa.kerberos.provider=java with a "
							+ "keytab.",
					Map.of(0x80090302, "SEC_E_UNSUPPORTED_FUNCTION", 0x8009030A, "SEC_E_QOP_NOT_SUPPORTED", 0x8009035D,
							"SEC_E_INVALID_PARAMETER", 0x8009036A, "SEC_E_EXT_BUFFER_TOO_SMALL", 0x8009036B,
							"SEC_E_INSUFFICIENT_BUFFERS")),
			row(IwaErrorCode.KERBEROS_FAILED, "A policy does not let the user's credentials be passed on to {service}.",
					"Run the application where the user signed in, not in a remote session. Or an administrator allows "
							+ "the delegation: in the policies below 'Credentials Delegation', and for the accounts.",
					Map.of(0x80090345, "SEC_E_DELEGATION_REQUIRED", 0x80090356, "SEC_E_NO_S4U_PROT_SUPPORT", 0x80090357,
							"SEC_E_CROSSREALM_DELEGATION_FAILURE", 0x8009035E, "SEC_E_DELEGATION_POLICY", 0x8009035F,
							"SEC_E_POLICY_NLTM_ONLY")),
			row(IwaErrorCode.KERBEROS_FAILED, "Windows returned a status that does not belong to Kerberos.",
					"An administrator checks which security packages are installed in the LSA beside those of Windows.",
					Map.of(0x00090316, "SEC_I_GENERIC_EXTENSION_RECEIVED", 0x00090321, "SEC_I_RENEGOTIATE", 0x0009035C,
							"SEC_I_SIGNATURE_NEEDED", 0x00090360, "SEC_I_NO_RENEGOTIATION", 0x00090364,
							"SEC_I_MESSAGE_FRAGMENT", 0x80090365, "SEC_E_ONLY_HTTPS_ALLOWED", 0x00090366,
							"SEC_I_CONTINUE_NEEDED_MESSAGE_OK", 0x80090367, "SEC_E_APPLICATION_PROTOCOL_MISMATCH",
							0x00090368, "SEC_I_ASYNC_CALL_PENDING")));

	/**
	 * The certificates of a log-on with a smart card or Windows Hello: the user's, which
	 * the domain controller judges, and the domain controller's.
	 */
	private static final List<Row> CERTIFICATES = List.of(
			row(IwaErrorCode.KERBEROS_FAILED, "The domain requires a smart card or certificate of the signed-in user.",
					"Sign in to Windows with the smart card, or check its certificate with: certutil -scinfo.",
					Map.of(0x8009033E, "SEC_E_SMARTCARD_LOGON_REQUIRED")),
			row(IwaErrorCode.KERBEROS_FAILED, "The credentials of the signed-in user are incomplete.",
					"Sign out of Windows and in again, with the smart card if the domain requires one.",
					Map.of(0x80090320, "SEC_E_INCOMPLETE_CREDENTIALS", 0x00090320, "SEC_I_INCOMPLETE_CREDENTIALS")),
			row(IwaErrorCode.KERBEROS_FAILED,
					"The certificate of the signed-in user belongs to no account, or to several.",
					"An administrator compares the user principal name in the certificate (certutil -scinfo) with the "
							+ "account's, and looks for other accounts with that certificate.",
					Map.of(0x8009033D, "SEC_E_PKINIT_NAME_MISMATCH", 0x80090347, "SEC_E_MULTIPLE_ACCOUNTS", 0x80090369,
							"SEC_E_INVALID_UPN_NAME")),
			row(IwaErrorCode.KERBEROS_FAILED, "The certificate of the signed-in user has expired.",
					"Renew it (certutil -scinfo shows it), then lock and unlock the screen with the new one.",
					Map.of(0x80090355, "SEC_E_SMARTCARD_CERT_EXPIRED")),
			row(IwaErrorCode.KERBEROS_FAILED, "The certificate of the signed-in user was revoked.",
					"An administrator issues a new one. certutil -scinfo shows which it is.",
					Map.of(0x80090351, "SEC_E_SMARTCARD_CERT_REVOKED")),
			row(IwaErrorCode.KERBEROS_FAILED, "The certificate of the signed-in user is not trusted.",
					"An administrator checks its purposes (certutil -scinfo), and that its authority is in the NTAuth "
							+ "store of the domain: certutil -viewstore -enterprise NTAuth.",
					Map.of(0x80090349, "SEC_E_CERT_WRONG_USAGE", 0x80090352, "SEC_E_ISSUING_CA_UNTRUSTED", 0x80090354,
							"SEC_E_PKINIT_CLIENT_FAILURE", 0x80090362, "SEC_E_PKU2U_CERT_FAILURE")),
			row(IwaErrorCode.KERBEROS_FAILED,
					"The domain controller could not check whether the certificate of the signed-in user was revoked.",
					"An administrator makes the revocation list of its authority reachable for the domain controllers.",
					Map.of(0x80090353, "SEC_E_REVOCATION_OFFLINE_C")),
			row(IwaErrorCode.KERBEROS_FAILED, "The certificate of the domain controller has expired or was revoked.",
					"An administrator renews it. The System event log (source Kerberos) names the domain controller.",
					Map.of(0x80090328, "SEC_E_CERT_EXPIRED", 0x8009035A, "SEC_E_KDC_CERT_EXPIRED", 0x8009035B,
							"SEC_E_KDC_CERT_REVOKED")),
			row(IwaErrorCode.KERBEROS_FAILED, "This machine does not trust the certificate of the domain controller.",
					"An administrator distributes the certificate of its authority by a group policy (here: gpupdate "
							+ "/force). The System event log (source Kerberos) names the cause.",
					Map.of(0x80090325, "SEC_E_UNTRUSTED_ROOT", 0x80090327, "SEC_E_CERT_UNKNOWN", 0x80090359,
							"SEC_E_ISSUING_CA_UNTRUSTED_KDC")),
			row(IwaErrorCode.KERBEROS_FAILED,
					"This machine could not tell whether the certificate of the domain controller was revoked.",
					"Connect to the corporate network or the VPN. An administrator makes the revocation list of its "
							+ "authority reachable for this machine.",
					Map.of(0x80090358, "SEC_E_REVOCATION_OFFLINE_KDC")));

	static final Diagnosis NOT_MUTUAL = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"The service {service} did not prove its identity.",
			"Check that the host is the federation service, and that no proxy answers in its place.");

	/**
	 * What is wrong with the response of a service. Where none was read, these statuses
	 * have no meaning that is documented.
	 */
	private static final List<Row> RESPONSES = List.of(
			row(IwaErrorCode.KERBEROS_FAILED, "The response of {service} could not be verified.",
					"It may have been changed on its way, or the service's account has a new password. Delete the "
							+ "cached tickets with " + KLIST + " purge, and try again.",
					Map.of(0x80090308, "SEC_E_INVALID_TOKEN", 0x8009030F, "SEC_E_MESSAGE_ALTERED", 0x80090310,
							"SEC_E_OUT_OF_SEQUENCE", 0x80090318, "SEC_E_INCOMPLETE_MESSAGE", 0x80090326,
							"SEC_E_ILLEGAL_MESSAGE", 0x80090329, "SEC_E_ENCRYPT_FAILURE", 0x80090330,
							"SEC_E_DECRYPT_FAILURE")),
			new Row(NOT_MUTUAL,
					Map.of(0x80090332, "SEC_E_SECURITY_QOS_FAILED", 0x80090363, "SEC_E_MUTUAL_AUTH_FAILED")));

	private SspiStatusTable() {
	}

	/**
	 * Finds the meaning of a status.
	 * @param status the status
	 * @param response whether the call read a response of the service
	 * @return the diagnosis, or {@code null} for an unknown one
	 */
	static @Nullable Diagnosis find(int status, boolean response) {
		return rows().filter((row) -> row.statuses().containsKey(status))
			.filter((row) -> response || !RESPONSES.contains(row))
			.map(Row::diagnosis)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the status by name and number, to search for, or by number alone.
	 */
	static String name(int status) {
		String number = String.format("0x%08X", status);
		return rows().map((row) -> row.statuses().get(status))
			.filter(Objects::nonNull)
			.findFirst()
			.map((name) -> name + ", " + number)
			.orElse(number);
	}

	static Stream<Row> rows() {
		return Stream.of(ANY_CALL, CERTIFICATES, RESPONSES).flatMap(List::stream);
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
