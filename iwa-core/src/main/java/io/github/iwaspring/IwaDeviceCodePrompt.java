package io.github.iwaspring;

/**
 * Shows a device code to the person at this machine (RFC 8628, section 3.3). The default
 * writes to the console; a bean of this type takes its place.
 * <p>
 * Called only where {@code iwa.fallback.flows} has {@code device-code}, for one code at a
 * time, on the thread that waits for the sign-in: return soon, and show what lasts on a
 * thread of your own. An exception ends the sign-in with
 * {@link IwaErrorCode#FALLBACK_FAILED}.
 */
@FunctionalInterface
public interface IwaDeviceCodePrompt {

	/**
	 * Shows a code. The waiting for the sign-in begins when this returns.
	 * @param code the code
	 */
	void show(IwaDeviceCode code);

	/**
	 * Takes the code away: the person has signed in, or the sign-in has failed, expired
	 * or been given up. Called once for every code that was to be shown.
	 * @param code the code
	 */
	default void ended(IwaDeviceCode code) {
	}

}
