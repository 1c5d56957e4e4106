package io.github.iwaspring.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * The proxy of {@code iwa.http.proxy}: for every host but those that are listed.
 */
final class ConfiguredProxy extends ProxySelector {

	private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

	private final List<Proxy> proxies;

	private final List<NonProxyHost> exempt;

	ConfiguredProxy(IwaSettings.Proxy settings) {
		// resolved for each connection, since networks change
		this.proxies = List
			.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(settings.host(), settings.port())));
		this.exempt = List.copyOf(settings.nonProxyHosts());
	}

	@Override
	public List<Proxy> select(URI uri) {
		String host = uri.getHost();
		return (host == null || this.exempt.stream().anyMatch((entry) -> entry.matches(host))) ? DIRECT : this.proxies;
	}

	@Override
	public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
		// the hop tells it
	}

}
