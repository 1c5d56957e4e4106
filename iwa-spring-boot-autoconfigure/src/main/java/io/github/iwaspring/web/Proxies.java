package io.github.iwaspring.web;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The question whether a plain http request to this machine could go through a proxy.
 * Answers for all transports at once, so it is stricter than any of them.
 * <p>
 * The JDK never sends loopback through {@code http.proxyHost}, unless
 * {@code http.nonProxyHosts} is empty. Reactor Netty reads the same properties in its own
 * way: {@code http.nonProxyHosts} replaces its exemption of loopback, it has none for
 * {@code [::1]} and for SOCKS, and {@code https.proxyHost} serves http as well.
 */
final class Proxies {

	private static final String EXEMPT_BY_DEFAULT = "localhost|127.*";

	private Proxies() {
	}

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
