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
			SspiStatusTable.KLIST
					+ " get {service} requests the same ticket. The System event log (source Kerberos) may name the "
					+ "cause.");

	private static final Diagnosis UNKNOWN_CREDENTIALS = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"Windows did not open the credentials of the signed-in user.",
			"The System event log (sources Kerberos and LsaSrv) may name the cause. Signing out of Windows and in "
					+ "again often helps.");

	private static final Diagnosis UNKNOWN_NAME = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"Windows did not return the name of the signed-in user.",
			"Run the application as a user who signed in to Windows: an anonymous or ended logon session has no "
					+ "name. " + SspiStatusTable.KLIST + " shows the session's tickets.");

	private static final Diagnosis UNKNOWN_REPLY = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"Windows could not use the token of {service}.",
			"The System event log (source Kerberos) of this machine and of the service may name the cause.");

	/**
	 * The failures that Windows finds without a domain controller.
	 */
	private static final Set<IwaErrorCode> LOCAL = Set.of(IwaErrorCode.PROVIDER_UNAVAILABLE, IwaErrorCode.USER_MISMATCH,
			IwaErrorCode.TICKET_MISSING);

	private SspiErrors() {
	}

	/**
	 * Explains why Windows made no token, without a response of the service. The message
	 * contains the status by name and number, to search for.
	 */
	static IwaException ofStatus(int status, String service) {
		Diagnosis found = SspiStatusTable.find(status, false);
		return failure((found != null) ? found : UNKNOWN_STATUS, service, SspiStatusTable.name(status));
	}

	/**
	 * Explains why Windows could not use the token of a service.
	 */
	static IwaException ofReply(int status, String service) {
		Diagnosis found = SspiStatusTable.find(status, true);
		return failure((found != null) ? found : UNKNOWN_REPLY, service, SspiStatusTable.name(status));
	}

	/**
	 * Explains why Windows did not open the user's credentials.
	 */
	static IwaException ofCredentials(int status) {
		return withoutService(status, UNKNOWN_CREDENTIALS);
	}

	/**
	 * Whether a status says that the credentials are wrong.
	 */
	static boolean isWrongKey(int status) {
		return SspiStatusTable.WRONG_KEY.statuses().containsKey(status);
	}

	/**
	 * Windows returned no user name, whether or not the call failed.
	 */
	static IwaException unknownName(int status) {
		return withoutService(status, UNKNOWN_NAME);
	}

	/**
	 * Explains the status of a call that is for no service.
	 */
	private static IwaException withoutService(int status, Diagnosis unknown) {
		Diagnosis found = SspiStatusTable.find(status, false);
		boolean namesService = found != null && (found.description() + found.action()).contains("{");
		return failure((found != null && !namesService) ? found : unknown, "", SspiStatusTable.name(status));
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
		Diagnosis found = SspiStatusTable.find(WIN32 | error, false);
		return (found != null && found.code() == IwaErrorCode.KDC_UNREACHABLE) ? NAME_NOT_ASKED : NAME_NOT_RETURNED;
	}

	static IwaException notMutual(String service) {
		return failure(SspiStatusTable.NOT_MUTUAL, service, "no mutual authentication");
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

}
