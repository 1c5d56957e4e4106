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

package io.github.iwaspring.directory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The HTTP proxy of {@code iwa.http.proxy}, for every host except those that are listed.
 */
public final class ConfiguredProxy extends ProxySelector {

	private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

	private final List<Proxy> proxies;

	private final List<String> nonProxyHosts;

	/**
	 * Creates the proxy.
	 * @param host the host of the proxy
	 * @param port its port
	 * @param nonProxyHosts the hosts that it is not for: a host, {@code *.contoso.com} or
	 * {@code .contoso.com} for all hosts below a domain, or the beginning of an address
	 * with {@code *} at its end; in any case
	 */
	public ConfiguredProxy(String host, int port, List<String> nonProxyHosts) {
		// resolved for each connection, since networks change
		this.proxies = List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
		this.nonProxyHosts = nonProxyHosts.stream()
			.map((entry) -> entry.toLowerCase(Locale.ROOT))
			.map((entry) -> entry.startsWith(".") ? "*" + entry : entry)
			.toList();
	}

	@Override
	public List<Proxy> select(URI uri) {
		String host = uri.getHost();
		return (host == null || isExempt(host.toLowerCase(Locale.ROOT))) ? DIRECT : this.proxies;
	}

	private boolean isExempt(String host) {
		return this.nonProxyHosts.stream().anyMatch((entry) -> {
			if (entry.startsWith("*")) {
				return host.endsWith(entry.substring(1));
			}
			return entry.endsWith("*") ? host.startsWith(entry.substring(0, entry.length() - 1)) : host.equals(entry);
		});
	}

	@Override
	public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
		// the request reports it
	}

}
