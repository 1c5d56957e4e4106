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

package io.github.iwaspring.signin;

import java.util.List;
import java.util.Set;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a sign-in: who signs in, with which client, where.
 *
 * @param authority the authority
 * @param clientId the application id
 * @param clientCapabilities the client capabilities, sent as the claim {@code xms_cc}
 * @param username the Entra user principal name that is asked for, or {@code null}
 * @param userDomain the domain for the user realm where the Kerberos realm is not a
 * domain of Entra ID, or {@code null}
 * @param federationHosts the hosts that may get a ticket beside that of the federation
 * metadata
 */
public record SignInSettings(Authority authority, String clientId, List<String> clientCapabilities,
		@Nullable String username, @Nullable String userDomain, Set<HostAndPort> federationHosts) {

	/**
	 * Hides the user.
	 */
	@Override
	public String toString() {
		return "SignInSettings[authority=" + this.authority + ", clientId=" + this.clientId + "]";
	}

}
