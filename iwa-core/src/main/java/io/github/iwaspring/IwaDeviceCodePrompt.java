package io.github.iwaspring;

/**
 * Shows a device code to the user of this machine (RFC 8628, section 3.3). The default
 * writes to the console; a bean of this type replaces it.
 * <p>
 * Called only if {@code iwa.fallback.flows} lists {@code device-code}, for one code at a
 * time, on the thread that then waits for the sign-in. Implementations return quickly; a
 * dialog needs a thread of its own. An exception ends the sign-in with
 * {@link IwaErrorCode#FALLBACK_FAILED}.
 */
@FunctionalInterface
public interface IwaDeviceCodePrompt {

	/**
	 * Shows a code. The wait for the sign-in starts when this method returns.
	 * @param code the code
	 */
	void show(IwaDeviceCode code);

	/**
	 * Hides the code: the user has signed in, or the sign-in has failed, expired or been
	 * cancelled. Called once for every call of {@link #show}, even if that failed.
	 * @param code the code
	 */
	default void ended(IwaDeviceCode code) {
	}

}
