package io.github.iwaspring.web;

import java.util.Locale;
import java.util.Set;

import io.github.iwaspring.entra.HostAndPort;

/**
 * The question whether scopes are Microsoft Graph's.
 */
final class GraphScopes {

	private static final String APPLICATION_ID = "00000003-0000-0000-c000-000000000000/";

	private GraphScopes() {
	}

	/**
	 * Whether a token for these scopes is one for Microsoft Graph. A bare scope, such as
	 * {@code User.Read}, is Graph's.
	 * @param hosts Microsoft Graph's hosts in one cloud
	 * @param scopes the scopes
	 * @return {@code true} if there are scopes, and each of them is Graph's
	 */
	static boolean areOf(Set<HostAndPort> hosts, Set<String> scopes) {
		return !scopes.isEmpty() && scopes.stream().allMatch((scope) -> isOf(hosts, scope.toLowerCase(Locale.ROOT)));
	}

	private static boolean isOf(Set<HostAndPort> hosts, String scope) {
		return (!scope.contains("/") && !scope.contains(":")) || scope.startsWith(APPLICATION_ID)
				|| hosts.stream().anyMatch((host) -> scope.startsWith("https://" + host + "/"));
	}

}
