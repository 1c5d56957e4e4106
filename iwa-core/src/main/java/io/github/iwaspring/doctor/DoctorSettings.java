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

package io.github.iwaspring.doctor;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.entra.Authority;
import org.jspecify.annotations.Nullable;

/**
 * The validated configuration, as far as the doctor needs it.
 *
 * @param authority the authority
 * @param scopes the default scopes
 * @param username the configured user principal name, or {@code null}
 * @param acquireTimeout the timeout of the sign-in
 * @param connectTimeout the timeout of a connection
 * @param kerberos the Kerberos provider
 * @param api the check of the hosts that may receive tokens
 */
public record DoctorSettings(Authority authority, Set<String> scopes, @Nullable String username,
		Duration acquireTimeout, Duration connectTimeout, Kerberos kerberos, Supplier<Finding> api) {

	/**
	 * Hides the user name.
	 */
	@Override
	public String toString() {
		return "DoctorSettings[authority=" + this.authority + "]";
	}

	/**
	 * The Kerberos provider and its use.
	 *
	 * @param provider the name of the provider in a sentence
	 * @param servicePrincipal the configured service principal name of the federation
	 * service, or {@code null} for {@code HTTP/} and its host
	 * @param canonicalizes whether the provider asks DNS for the canonical host name
	 * before it requests the ticket
	 * @param canBind whether the provider supports channel binding
	 * @param channelBinding the configured use of channel binding
	 */
	public record Kerberos(String provider, @Nullable String servicePrincipal, boolean canonicalizes, boolean canBind,
			IwaChannelBinding channelBinding) {

	}

}
