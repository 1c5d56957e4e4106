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

package io.github.iwaspring.prompt;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The addresses at which a person may be asked to enter a device code: those of the
 * authority, and for Microsoft's clouds the short addresses of Microsoft, such as
 * {@code https://microsoft.com/devicelogin} (Microsoft, "OAuth 2.0 device authorization
 * grant flow").
 */
public final class VerificationAddress {

	private static final Set<HostAndPort> SHORT_HOSTS = Set.of(HostAndPort.parse("microsoft.com"),
			HostAndPort.parse("www.microsoft.com"), HostAndPort.parse("aka.ms"));

	/**
	 * The page of each cloud, such as devicelogin, deviceloginus and deviceloginchina.
	 */
	private static final Pattern SHORT_PATH = Pattern.compile("/devicelogin[a-z]{0,10}/?");

	private static final Pattern PLAIN = Pattern.compile("https://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~/-]*)?");

	private VerificationAddress() {
	}

	/**
	 * Validates an address.
	 * @param typed the address in the response of the directory, or {@code null}
	 * @param authority the authority that responded
	 * @return the address, or {@code null} if it must not be shown
	 */
	public static @Nullable URI validate(@Nullable String typed, Authority authority) {
		if (typed == null || !PLAIN.matcher(typed).matches()) {
			return null;
		}
		URI address;
		try {
			address = URI.create(typed);
		}
		catch (IllegalArgumentException notAnAddress) {
			return null;
		}
		HostAndPort host = HostAndPort.of(address);
		return (host != null && isAllowed(host, address.getPath(), authority)) ? address : null;
	}

	private static boolean isAllowed(HostAndPort host, String path, Authority authority) {
		Cloud cloud = authority.cloud();
		if (cloud == null) {
			return host.equals(authority.host());
		}
		return (SHORT_HOSTS.contains(host) && SHORT_PATH.matcher(path).matches())
				|| (host.equals(new HostAndPort(host.host(), 443)) && cloud == Cloud.ofHost(host.host()));
	}

}
