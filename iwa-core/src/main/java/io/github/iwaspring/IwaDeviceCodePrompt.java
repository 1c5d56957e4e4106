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
