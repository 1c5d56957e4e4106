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
