package io.github.iwaspring;

import java.util.Locale;

/**
 * A sign-in that prompts the user. The property {@code iwa.fallback.flows} lists the
 * flows to try, in order, when the silent flows fail and {@link IwaException#endedBy()
 * the failure names them}; none of them is tried unless it is listed.
 */
public enum IwaFallbackFlow {

	/**
	 * The operating system's broker, the only flow that can prove the identity of the
	 * device.
	 */
	BROKER,

	/**
	 * The system browser on this machine.
	 */
	INTERACTIVE,

	/**
	 * A browser on any device, where the user enters a code (RFC 8628).
	 */
	DEVICE_CODE;

	/**
	 * The name of the flow in {@code iwa.fallback.flows}: the constant's in kebab case.
	 * @return the id
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
