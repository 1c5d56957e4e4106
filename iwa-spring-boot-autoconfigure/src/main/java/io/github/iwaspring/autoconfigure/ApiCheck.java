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

package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.util.function.Supplier;

import io.github.iwaspring.doctor.Finding;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.web.AllowedTargets;

/**
 * The doctor's check of where tokens may go. It sends nothing.
 *
 * @param targets the rule for injected builders
 * @param isFiltered whether the application restricts the addresses that clients may
 * connect to
 */
record ApiCheck(AllowedTargets targets, boolean isFiltered) implements Supplier<Finding> {

	@Override
	public Finding get() {
		AllowedTargets own = this.targets.forOwnClients();
		for (AllowedTargets.Entry entry : own.entries()) {
			URI baseUrl = entry.baseUrl();
			AllowedTargets targets = (entry.name() != null) ? own.forClient(entry.name()) : own;
			if (baseUrl != null && targets.tokenFor(baseUrl, null) == null) {
				return noToken(entry.key() + ".base-url", baseUrl);
			}
		}
		if (own.isEmpty()) {
			return Finding.warn("No request will carry a token, because no host is allowed to receive it.",
					"Set iwa.api.base-url to the API's https URL, or list its host in iwa.api.allowed-hosts.");
		}
		return Finding.pass("Tokens may go to " + own
				+ (this.targets.isEmpty() ? " by the starter's own clients, since the scopes are Microsoft Graph's."
						: ".")
				+ (this.isFiltered ? " An InetAddressFilter of the application decides which of them can be reached."
						: ""));
	}

	private static Finding noToken(String key, URI baseUrl) {
		return Finding
			.fail("Requests to " + baseUrl.getScheme() + "://" + HostAndPort.of(baseUrl) + ", the origin of " + key
					+ ", get no token: over plain http it must be this machine with a port, and no proxy may serve it.",
					"Use an https URL in " + key + ", or exempt the host from the JVM's proxy (http.nonProxyHosts).");
	}

}
