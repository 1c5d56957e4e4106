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

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.iwaspring.support.Lazy;
import org.jspecify.annotations.Nullable;

/**
 * How the directory is reached, and the bounds of a request.
 *
 * @param client the HTTP client, built when it is first needed; always the same one, and
 * one that does not follow redirects
 * @param readTimeout the time from sending a request to the last byte of its response
 * @param maxResponseSize the size of a response body, in bytes
 */
public record HttpSettings(Supplier<HttpClient> client, Duration readTimeout, long maxResponseSize) {

	/**
	 * Returns settings with the bounds that are the defaults of {@code iwa.http}, and the
	 * proxy of the JVM.
	 * @param client makes a builder of the HTTP client, once
	 * @return the settings
	 */
	public static HttpSettings withDefaults(Supplier<HttpClient.Builder> client) {
		return new HttpSettings(new Lazy<>(() -> configure(client.get(), Duration.ofSeconds(5), null).build()),
				Duration.ofSeconds(30), 1024 * 1024);
	}

	/**
	 * Returns the proxy that the client uses for a URL: its own, else that of the JVM.
	 * @param url the URL
	 * @return the proxy as {@code host:port}, or {@code null} for a direct connection
	 */
	public @Nullable String proxyFor(URI url) {
		return this.client.get()
			.proxy()
			.or(() -> Optional.ofNullable(ProxySelector.getDefault()))
			.stream()
			.flatMap((selector) -> selector.select(url).stream())
			.filter((proxy) -> proxy.address() instanceof InetSocketAddress)
			.map((proxy) -> (InetSocketAddress) proxy.address())
			.findFirst()
			.map((address) -> address.getHostString() + ":" + address.getPort())
			.orElse(null);
	}

	/**
	 * Configures a client as the directory needs it. No redirects are followed. HTTP/1.1
	 * is used, since Negotiate authenticates the connection, which the requests of others
	 * would share over HTTP/2 (RFC 4559, section 6).
	 * <p>
	 * The client works on its own thread. Handing TLS over to a pool that is made for it
	 * costs the first sign-in some milliseconds, and the few connections to a directory
	 * gain nothing by it. What takes long, such as a revocation check, delays only
	 * requests of this client, and all of them are bounded.
	 * @param client the builder of the client
	 * @param connectTimeout how long a connection may take to be made
	 * @param proxy the proxy, or {@code null} for that of the JVM
	 * @return the builder
	 */
	public static HttpClient.Builder configure(HttpClient.Builder client, Duration connectTimeout,
			@Nullable ProxySelector proxy) {
		client.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(connectTimeout)
			.executor(Runnable::run);
		return (proxy != null) ? client.proxy(proxy) : client;
	}

}
