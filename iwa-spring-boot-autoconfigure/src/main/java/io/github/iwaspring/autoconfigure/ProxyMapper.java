package io.github.iwaspring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The step from the proxy's properties to settings.
 */
final class ProxyMapper {

	private static final int MAX_PORT = 65535;

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");

	private static final Rules<String> HOST = Rules.of(TypingSlip.refuse(),
			refuse((host) -> host.contains("/"), "It is a URL, not a host."),
			refuse((host) -> host.contains("@"), "It contains credentials, which are not supported."),
			refuse((host) -> host.matches(".*[^:]:[0-9]+"), "It contains a port, which is a property of its own.",
					(host) -> host.substring(0, host.lastIndexOf(':'))),
			refuse((host) -> !NAME.matcher(host).matches(), "It is no host."));

	private final Problems problems;

	private final Values values;

	ProxyMapper(Problems problems) {
		this.problems = problems;
		this.values = new Values(problems);
	}

	/**
	 * Reads the proxy.
	 * @return the proxy, or {@code null} if there is none or a problem was noted
	 */
	IwaSettings.@Nullable Proxy map(IwaProperties.Proxy proxy) {
		String host = this.values.optional(IwaProperty.PROXY_HOST, proxy.host(), HOST);
		Integer port = port(proxy.port());
		List<NonProxyHost> nonProxyHosts = nonProxyHosts(proxy.nonProxyHosts());
		if (!Values.isSet(proxy.host()) && proxy.port() != null) {
			this.problems.missing(IwaProperty.PROXY_HOST, IwaProperty.PROXY_PORT, proxy.host());
		}
		else if (!Values.isSet(proxy.host()) && !proxy.nonProxyHosts().isEmpty()) {
			this.problems.missing(IwaProperty.PROXY_HOST, IwaProperty.NON_PROXY_HOSTS, proxy.host());
		}
		if (Values.isSet(proxy.host()) && proxy.port() == null) {
			this.problems.missing(IwaProperty.PROXY_PORT, IwaProperty.PROXY_HOST, null);
		}
		return (host != null && port != null) ? new IwaSettings.Proxy(host, port, nonProxyHosts) : null;
	}

	private @Nullable Integer port(@Nullable Integer port) {
		if (port != null && (port < 1 || port > MAX_PORT)) {
			this.problems.refused(IwaProperty.PROXY_PORT, String.valueOf(port), new Refusal("It is no port."));
			return null;
		}
		return port;
	}

	private List<NonProxyHost> nonProxyHosts(List<String> entries) {
		List<NonProxyHost> hosts = new ArrayList<>();
		for (int index = 0; index < entries.size(); index++) {
			String entry = entries.get(index);
			Refusal refusal = NonProxyHost.RULES.check(entry);
			if (refusal == null) {
				hosts.add(NonProxyHost.parse(entry));
			}
			else {
				this.problems.refused(IwaProperty.NON_PROXY_HOSTS, index, entry, refusal);
			}
		}
		return List.copyOf(hosts);
	}

}
