package io.github.iwaspring.directory;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

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

}
