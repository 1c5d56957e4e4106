package io.github.iwaspring.signin;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;

/**
 * A way to a token that involves a person, and what it can help with. Nothing else is
 * worth a prompt: no network, registration or authority gets right by a sign-in.
 */
public enum FallbackKind {

	/**
	 * The broker of the operating system, which can also show the device.
	 */
	BROKER("iwa.fallback.interactive.timeout", IwaErrorCode.MFA_REQUIRED, IwaErrorCode.CONSENT_REQUIRED,
			IwaErrorCode.INTERACTION_REQUIRED, IwaErrorCode.MANAGED_USER, IwaErrorCode.DEVICE_REQUIRED),

	/**
	 * The browser on this machine.
	 */
	INTERACTIVE("iwa.fallback.interactive.timeout", IwaErrorCode.MFA_REQUIRED, IwaErrorCode.CONSENT_REQUIRED,
			IwaErrorCode.INTERACTION_REQUIRED, IwaErrorCode.MANAGED_USER, IwaErrorCode.PASSWORD_EXPIRED),

	/**
	 * A browser on any machine, by a code that is entered there.
	 */
	DEVICE_CODE("iwa.fallback.device-code.timeout", IwaErrorCode.MFA_REQUIRED, IwaErrorCode.CONSENT_REQUIRED,
			IwaErrorCode.INTERACTION_REQUIRED, IwaErrorCode.MANAGED_USER);

	private final String timeoutProperty;

	private final Set<IwaErrorCode> codes;

	FallbackKind(String timeoutProperty, IwaErrorCode... codes) {
		this.timeoutProperty = timeoutProperty;
		this.codes = EnumSet.copyOf(List.of(codes));
	}

	/**
	 * The name in {@code iwa.fallback.flows}.
	 * @return the name
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	String timeoutProperty() {
		return this.timeoutProperty;
	}

	/**
	 * Whether this way can end a failure. A policy can be satisfied only if it says by
	 * which claims.
	 */
	boolean helps(IwaException reason) {
		return this.codes.contains(reason.code())
				|| (reason.code() == IwaErrorCode.BLOCKED_BY_POLICY && reason.claims() != null);
	}

	/**
	 * The ways that can end a failure.
	 */
	static List<FallbackKind> helping(IwaException reason) {
		return Arrays.stream(values()).filter((kind) -> kind.helps(reason)).toList();
	}

}
