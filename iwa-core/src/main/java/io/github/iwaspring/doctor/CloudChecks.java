package io.github.iwaspring.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.signin.SignInTrace;
import io.github.iwaspring.signin.SignInTrace.TokenDetails;
import io.github.iwaspring.token.AcquisitionListener.StepResponse;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the authority and of what it answers.
 */
final class CloudChecks {

	/**
	 * What the seconds of a date, and the time that an answer takes, amount to.
	 */
	private static final Duration NOTHING = Duration.ofSeconds(2);

	private static final Duration TOLERATED = Duration.ofMinutes(2);

	/**
	 * What Kerberos tolerates where nobody changed it (RFC 4120, section 8.2).
	 */
	private static final Duration TOO_MUCH = Duration.ofMinutes(5);

	private static final String SYNCHRONISE = "Synchronise this machine's clock; Kerberos tolerates five minutes.";

	private CloudChecks() {
	}

	static Finding authority(Evidence evidence) {
		Authority authority = evidence.settings().authority();
		Cloud cloud = authority.cloud();
		return Finding
			.pass(authority.url() + ((cloud != null) ? " is of Microsoft's cloud at " + cloud.preferredHost() + "."
					: " is trusted by iwa.trusted-authority-hosts."));
	}

	static @Nullable Finding connection(Evidence evidence) {
		StepResponse answer = evidence.answer(Stage.USER_REALM);
		HostAndPort host = evidence.asked(Stage.USER_REALM);
		if (answer == null || host == null) {
			return null;
		}
		X509Certificate certificate = answer.certificate();
		return Finding.pass(host + " is reached " + evidence.way(host) + ((certificate != null)
				? "; its certificate was issued by '" + certificate.getIssuerX500Principal().getName() + "'." : "."));
	}

	static @Nullable Finding clock(Evidence evidence) {
		StepResponse answer = evidence.answer(Stage.USER_REALM);
		if (answer == null) {
			return null;
		}
		Duration offset = answer.clockOffset();
		if (offset == null) {
			return Finding.warn(answer.host() + " does not tell its time.",
					"Compare this machine's clock with that of a domain controller.");
		}
		Duration size = offset.abs();
		if (size.compareTo(NOTHING) <= 0) {
			return Finding.pass("This machine's clock agrees with that of " + answer.host() + ".");
		}
		String description = difference(offset, answer.host());
		return (size.compareTo(TOLERATED) <= 0) ? Finding.pass(description) : Finding.warn(description, SYNCHRONISE);
	}

	/**
	 * Whether Entra ID's clock tells that this machine's is further off than Kerberos
	 * tolerates.
	 */
	static boolean isClockWrong(SignInTrace trace) {
		StepResponse answer = trace.responses().get(Stage.USER_REALM);
		Duration offset = (answer != null) ? answer.clockOffset() : null;
		return offset != null && offset.abs().compareTo(TOO_MUCH) > 0;
	}

	/**
	 * A failure that this machine's clock explains.
	 */
	static Finding failed(IwaException failure, Evidence evidence) {
		StepResponse answer = evidence.answer(Stage.USER_REALM);
		Duration offset = (answer != null) ? answer.clockOffset() : null;
		if (answer == null || offset == null || !isClockWrong(evidence.trace())) {
			return Finding.fail(failure, "");
		}
		Finding plain = Finding.fail(failure, " " + difference(offset, answer.host()));
		return (failure.code() == IwaErrorCode.CLOCK_SKEW) ? plain
				: plain.withAction(SYNCHRONISE + " If it fails then too: " + failure.action());
	}

	private static String difference(Duration offset, String host) {
		return "This machine's clock is " + offset.abs().toSeconds() + " s "
				+ (offset.isNegative() ? "ahead of" : "behind") + " that of " + host + ".";
	}

	static @Nullable Finding userRealm(Evidence evidence) {
		HostAndPort metadata = evidence.asked(Stage.FEDERATION_METADATA);
		return (metadata != null)
				? Finding.pass("The user's domain is federated; its federation metadata is at " + metadata + ".")
				: null;
	}

	static @Nullable Finding token(Evidence evidence) {
		TokenDetails token = evidence.trace().token();
		if (token == null) {
			return null;
		}
		String audience = token.audience();
		return Finding.pass("The token of " + token.username() + " is for "
				+ ((audience != null) ? audience : "an audience that its API alone can read") + ", allows "
				+ String.join(" ", token.scopes()) + ", ends at " + token.expiresAt() + " and comes from tenant "
				+ token.tenant() + ".");
	}

}
