package io.github.iwaspring.msal.http;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;

/**
 * The answer of a proxy that demands credentials. There are none for a proxy: a ticket
 * and a token belong to the hosts that they are for, and the JDK's client neither
 * negotiates with a proxy nor, by default, sends it a password for a tunnel.
 */
final class ProxyRefusal {

	static final int STATUS = 407;

	private ProxyRefusal() {
	}

	static IwaException of(Exchange exchange, Answer answer, HttpClient client) {
		return exchange
			.failure(IwaErrorCode.PROXY_AUTHENTICATION_REQUIRED, answer,
					"the proxy" + name(client, exchange.url()) + " demands credentials and offers "
							+ NegotiateChallenge.of(answer, "Proxy-Authenticate") + ".")
			.mitigation("Proxies with credentials are not supported. Ask the network's administrator to let "
					+ exchange.url().getHost() + " pass without them, or add it to iwa.http.proxy.non-proxy-hosts "
					+ "(for the JVM's own proxy: http.nonProxyHosts) if it can be reached directly.")
			.build();
	}

	private static String name(HttpClient client, URI url) {
		return client.proxy()
			.or(() -> Optional.ofNullable(ProxySelector.getDefault()))
			.stream()
			.flatMap((selector) -> selector.select(url).stream())
			.filter((proxy) -> proxy.address() instanceof InetSocketAddress)
			.map((proxy) -> (InetSocketAddress) proxy.address())
			.findFirst()
			.map((address) -> " " + address.getHostString() + ":" + address.getPort())
			.orElse("");
	}

}
