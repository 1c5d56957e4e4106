package io.github.iwaspring.directory;

import java.net.http.HttpClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of a proxy: it demands credentials, or makes no tunnel to the host. There
 * are no credentials for a proxy: a ticket and a token belong to the hosts that they are
 * for, and the JDK's client neither negotiates with a proxy nor, by default, sends it a
 * password for a tunnel.
 */
final class ProxyRefusal {

	static final int STATUS = 407;

	/**
	 * The words of the JDK's client, which has no other way to tell it.
	 */
	private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

	private ProxyRefusal() {
	}

	static IwaException of(DirectoryRequest exchange, DirectoryResponse answer, HttpClient client) {
		return exchange
			.failure(IwaErrorCode.PROXY_AUTHENTICATION_REQUIRED, answer,
					proxy(exchange, client) + " demands credentials and offers "
							+ NegotiateChallenge.of(answer, "Proxy-Authenticate") + ".")
			.action("Proxies with credentials are not supported. Ask the network's administrator to let "
					+ exchange.url().getHost() + " pass without them, or add it to iwa.http.proxy.non-proxy-hosts "
					+ "(for the JVM's own proxy: http.nonProxyHosts) if it can be reached directly.")
			.build();
	}

	static boolean isRefusedTunnel(@Nullable Throwable failure) {
		return failure != null && TUNNEL.matcher(String.valueOf(failure.getMessage())).find();
	}

	static IwaException ofTunnel(DirectoryRequest exchange, @Nullable Throwable failure, HttpClient client) {
		Matcher status = TUNNEL.matcher((failure != null) ? String.valueOf(failure.getMessage()) : "");
		return exchange
			.failure(IwaErrorCode.CONNECTION_FAILED,
					"failed: " + proxy(exchange, client) + " makes no connection to the host"
							+ (status.find() ? " (status " + status.group(1) + ")" : "") + ".")
			.action("Ask the network's administrator whether the proxy knows " + exchange.url().getHost()
					+ " and lets it pass, or add the host to iwa.http.proxy.non-proxy-hosts "
					+ "(for the JVM's own proxy: http.nonProxyHosts) if it can be reached directly.")
			.cause(failure)
			.build();
	}

	private static String proxy(DirectoryRequest exchange, HttpClient client) {
		String proxy = ProxyRoute.find(client, exchange.url());
		return (proxy != null) ? "the proxy " + proxy : "the proxy";
	}

}
