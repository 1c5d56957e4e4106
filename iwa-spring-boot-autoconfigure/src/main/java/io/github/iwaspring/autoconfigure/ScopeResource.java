package io.github.iwaspring.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The resource of a scope: what stands before its last slash. A short scope is Microsoft
 * Graph's, in whichever cloud; one of OpenID Connect has no resource.
 *
 * @param name the resource in lower case, or {@code graph} where the scope does not name
 * Microsoft Graph by its host
 */
record ScopeResource(String name) {

	private static final ScopeResource GRAPH = new ScopeResource("graph");

	private static final String GRAPH_APPLICATION_ID = "00000003-0000-0000-c000-000000000000";

	private static final Set<String> OPENID_CONNECT = Set.of("openid", "profile", "offline_access", "email");

	/**
	 * Finds the resource of a scope.
	 * @return the resource, or {@code null} if the scope belongs to any
	 */
	static @Nullable ScopeResource of(String scope) {
		if (OPENID_CONNECT.contains(scope)) {
			return null;
		}
		String resource = scope.substring(0, Math.max(scope.lastIndexOf('/'), 0)).toLowerCase(Locale.ROOT);
		return (resource.isEmpty() || resource.equals(GRAPH_APPLICATION_ID)) ? GRAPH
				: new ScopeResource(resource.replaceFirst("/+$", ""));
	}

	/**
	 * Whether a token for one is a token for the other.
	 */
	boolean isSameAs(ScopeResource other) {
		return equals(other) || (isGraph() && other.isGraph() && (equals(GRAPH) || other.equals(GRAPH)));
	}

	private boolean isGraph() {
		return Arrays.stream(Cloud.values()).anyMatch((cloud) -> graphHost(cloud) != null);
	}

	/**
	 * Finds the host of Microsoft Graph that a token for some scopes is for.
	 * @param scopes scopes of one resource
	 * @param cloud the cloud of the authority, or {@code null} if it is none
	 * @return the host, or {@code null} if the scopes are not Graph's, or not that of
	 * this cloud
	 */
	static @Nullable HostAndPort graphHost(Collection<String> scopes, @Nullable Cloud cloud) {
		if (cloud == null) {
			return null;
		}
		HostAndPort found = null;
		for (String scope : scopes) {
			ScopeResource resource = of(scope);
			if (resource == null) {
				continue;
			}
			HostAndPort host = resource.graphHost(cloud);
			if (host == null) {
				return null;
			}
			found = (found == null || !resource.equals(GRAPH)) ? host : found;
		}
		return found;
	}

	private @Nullable HostAndPort graphHost(Cloud cloud) {
		for (String host : cloud.graphHosts()) {
			if (equals(GRAPH) || this.name.equals("https://" + host)) {
				return HostAndPort.parse(host);
			}
		}
		return null;
	}

}
