package io.github.iwaspring.kerberos.sspi;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Translates failures of Windows' Kerberos, all at stage KERBEROS.
 */
final class SspiFailures {

	private SspiFailures() {
	}

	/**
	 * Why a call failed, with the status by name and number, as it can be searched for.
	 */
	static IwaException ofStatus(int value, String service) {
		SspiStatus status = SspiStatus.of(value);
		return of((status != null) ? status.meaning() : SspiMeaning.UNKNOWN, service,
				((status != null) ? status.name() + ", " : "") + String.format("0x%08X", value));
	}

	/**
	 * Windows gave no name, be it that the call failed or that it succeeded.
	 */
	static IwaException nameNotTold(int value) {
		return (SspiStatus.of(value) != null) ? ofStatus(value, "")
				: of(SspiMeaning.NAME_NOT_TOLD, "", String.format("0x%08X", value));
	}

	static IwaException notMutual(String service) {
		return of(SspiMeaning.NOT_MUTUAL, service, "no mutual authentication");
	}

	/**
	 * Negotiate chose another mechanism. Which of the usual reasons it is, Windows does
	 * not tell.
	 */
	static IwaException notKerberos(String mechanism, String service) {
		String chosen = mechanism.equals(NegotiateToken.NTLM) ? "fell back to NTLM"
				: "chose a mechanism other than Kerberos (" + mechanism + ")";
		return IwaException.of(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS)
			.description("Windows " + chosen + " for " + service + ", which is refused; its message was not sent.")
			.action("Windows does so if no domain controller can be reached (connect the VPN), if the domain "
					+ "has no such service (an administrator checks it with: setspn -Q */" + SspiMeaning.host(service)
					+ "), if the host is an IP address (use its name), or if the user is a local account.")
			.build();
	}

	static IwaException localAccount() {
		return IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
			.description(
					"The Windows user is a local account of this computer, and a local account has no Kerberos ticket.")
			.action("Sign in to Windows with a domain account, or run the application as one.")
			.build();
	}

	static IwaException otherUser() {
		return IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.KERBEROS)
			.description("The thread runs as another Windows user than when the sign-in began.")
			.action("Do not impersonate users on the threads of a sign-in; begin anew as one user.")
			.build();
	}

	static IwaException noBinding(String host) {
		return IwaException.of(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS)
			.description("iwa.kerberos.channel-binding=always, but the ticket cannot be bound to the certificate of "
					+ host + ": its signature has no single hash, as RFC 5929 needs one, or it could not be learnt.")
			.action("Give the host a certificate that is signed with RSA or ECDSA and SHA-2 (not RSASSA-PSS or "
					+ "Ed25519), or set iwa.kerberos.channel-binding=auto.")
			.build();
	}

	static IwaException notWindows() {
		return unavailable("Windows' own Kerberos (SSPI) exists on Windows alone.",
				"Set iwa.kerberos.provider=java, or leave it out.", null);
	}

	static IwaException libraryMissing(Error cause) {
		return unavailable("Windows' own Kerberos (SSPI) cannot be called without JNA, which is not on the class path.",
				"Add net.java.dev.jna:jna-platform, or set iwa.kerberos.provider=java.", cause);
	}

	/**
	 * JNA is there, but not its native part: a policy forbids to load it from the
	 * temporary folder, or another version of it was found.
	 */
	static IwaException libraryNotLoaded(Error cause) {
		return unavailable("Windows' own Kerberos (SSPI) cannot be called: JNA's native library could not be loaded.",
				"Set the system property jna.tmpdir to a directory from which Windows lets libraries run (AppLocker and "
						+ "WDAC often forbid %TEMP%), and use matching versions of jna and jna-platform; or set "
						+ "iwa.kerberos.provider=java.",
				cause);
	}

	private static IwaException unavailable(String description, String action, @Nullable Throwable cause) {
		return IwaException.of(IwaErrorCode.PROVIDER_UNAVAILABLE, Stage.KERBEROS)
			.description(description)
			.action(action)
			.cause(cause)
			.build();
	}

	private static IwaException of(SspiMeaning meaning, String service, String detail) {
		return IwaException.of(meaning.code(), Stage.KERBEROS)
			.description(meaning.description(service) + " (" + detail + ").")
			.action(meaning.action(service))
			.build();
	}

}
