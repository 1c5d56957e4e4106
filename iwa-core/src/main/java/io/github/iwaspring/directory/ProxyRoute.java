package io.github.iwaspring.directory;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The way that a client takes to a URL.
 */
public final class ProxyRoute {

	private ProxyRoute() {
	}

	/**
	 * Finds the proxy that a client uses for a URL: its own, else that of the JVM.
	 * @param client the client
	 * @param url the URL
	 * @return the proxy as {@code host:port}, or {@code null} if the way is direct
	 */
	public static @Nullable String find(HttpClient client, URI url) {
		return client.proxy()
			.or(() -> Optional.ofNullable(ProxySelector.getDefault()))
			.stream()
			.flatMap((selector) -> selector.select(url).stream())
			.filter((proxy) -> proxy.address() instanceof InetSocketAddress)
			.map((proxy) -> (InetSocketAddress) proxy.address())
			.findFirst()
			.map((address) -> address.getHostString() + ":" + address.getPort())
			.orElse(null);
	}

}
