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

package io.github.iwaspring.web;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The check whether a proxy could serve a plain http request to this machine. The
 * transport of the request is not known, so the check is stricter than each of them.
 * <p>
 * The JDK never sends loopback through {@code http.proxyHost}, unless
 * {@code http.nonProxyHosts} is empty. Reactor Netty reads the same properties
 * differently: {@code http.nonProxyHosts} replaces its exemption of loopback, which does
 * not cover {@code [::1]} nor SOCKS proxies, and {@code https.proxyHost} serves http as
 * well.
 */
final class Proxies {

	private static final String EXEMPT_BY_DEFAULT = "localhost|127.*";

	private Proxies() {
	}

	/**
	 * Whether a proxy could serve a request to this machine.
	 * @param url a plain http URL of this machine
	 */
	static boolean mayServe(URI url) {
		return isServedBySelector(url) || isServedByProperties(url.getHost().toLowerCase(Locale.ROOT));
	}

	private static boolean isServedBySelector(URI url) {
		ProxySelector selector = ProxySelector.getDefault();
		return selector != null && selector.select(url).stream().anyMatch((proxy) -> proxy.type() != Proxy.Type.DIRECT);
	}

	private static boolean isServedByProperties(String host) {
		if (System.getProperty("socksProxyHost") != null) {
			return true;
		}
		return Stream.of("http.proxyHost", "https.proxyHost").anyMatch((key) -> System.getProperty(key) != null)
				&& !isExempt(host);
	}

	private static boolean isExempt(String host) {
		String exempt = System.getProperty("http.nonProxyHosts", EXEMPT_BY_DEFAULT).toLowerCase(Locale.ROOT);
		return !host.startsWith("[") && Arrays.stream(exempt.split("\\|"))
			.anyMatch((entry) -> entry.endsWith("*") ? host.startsWith(entry.substring(0, entry.length() - 1))
					: host.equals(entry));
	}

}
