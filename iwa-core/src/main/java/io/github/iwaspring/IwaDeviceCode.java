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

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A code that the user enters in a browser, on any device, to sign in to this application
 * (RFC 8628). Show it only to the user of this machine: the person who enters it is
 * signed in here.
 *
 * @param clientId the client id of the application
 * @param tenant the tenant, as in {@code iwa.authority}
 * @param username the name of the expected user, or {@code null} if it is unknown
 * @param userCode the code to enter; only letters, digits and hyphens
 * @param verificationUri where to enter the code: an https address of the authority's
 * cloud
 * @param expiresAt when the code expires
 */
public record IwaDeviceCode(String clientId, String tenant, @Nullable String username, String userCode,
		URI verificationUri, Instant expiresAt) {

	/**
	 * Creates a device code.
	 */
	public IwaDeviceCode {
		Objects.requireNonNull(clientId, "clientId");
		Objects.requireNonNull(tenant, "tenant");
		Objects.requireNonNull(userCode, "userCode");
		Objects.requireNonNull(verificationUri, "verificationUri");
		Objects.requireNonNull(expiresAt, "expiresAt");
	}

	/**
	 * Hides the code and the user name.
	 */
	@Override
	public String toString() {
		return "IwaDeviceCode[clientId=" + this.clientId + ", tenant=" + this.tenant + ", expiresAt=" + this.expiresAt
				+ "]";
	}

}
