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

package io.github.iwaspring.entra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;
import static io.github.iwaspring.support.Rules.Rule.refuseBlank;

/**
 * What scopes are for. The resource of a scope stands before its last slash. A short
 * scope, such as {@code User.Read}, belongs to Microsoft Graph, in whichever cloud; a
 * scope of OpenID Connect belongs to no resource.
 */
public final class Scopes {

	private static final String DEFAULT_SCOPE = ".default";

	/**
	 * The resource of short scopes. No scope contains a blank.
	 */
	private static final String GRAPH = "Microsoft Graph";

	private static final String GRAPH_APPLICATION_ID = "00000003-0000-0000-c000-000000000000";

	private static final Set<String> OPENID_CONNECT = Set.of("openid", "profile", "offline_access", "email");

	private static final Set<String> GRAPH_RESOURCES = Arrays.stream(Cloud.values())
		.flatMap((cloud) -> cloud.graphHosts().stream())
		.map((host) -> "https://" + host)
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * The characters of a scope (RFC 6749, section 3.3).
	 */
	private static final Pattern CHARACTERS = Pattern.compile("[!#-\\[\\]-~]+");

	/**
	 * The rules for one scope.
	 */
	public static final Rules<String> RULES = Rules.of(refuseBlank(),
			refuse((scope) -> Typo.WHITE_SPACE.isIn(scope.strip()),
					"It contains white space. Each scope is an entry of its own."),
			Typo.refuse(),
			refuse((scope) -> !CHARACTERS.matcher(scope).matches(), "It contains a character that no scope has."),
			refuse((scope) -> scope.endsWith("/"),
					"It is a resource without a permission, which stands behind the last slash.",
					(scope) -> scope + DEFAULT_SCOPE),
			refuse((scope) -> scope.endsWith("://" + permissionOf(scope)),
					"It is a resource without a permission, which stands behind the last slash.",
					(scope) -> scope + "/" + DEFAULT_SCOPE));

	private Scopes() {
	}

	/**
	 * Checks scopes together, after {@link #RULES} accepted each of them: a token is for
	 * one resource.
	 * @param scopes the scopes, in order
	 * @return the refusal, or {@code null} if one token can have them all
	 */
	public static @Nullable Refusal checkTogether(Collection<String> scopes) {
		List<String> earlier = new ArrayList<>();
		for (String scope : scopes) {
			for (String other : earlier) {
				Refusal refusal = check(other, scope);
				if (refusal != null) {
					return refusal;
				}
			}
			earlier.add(scope);
		}
		return null;
	}

	private static @Nullable Refusal check(String earlier, String later) {
		String resource = resourceOf(earlier);
		String otherResource = resourceOf(later);
		if (resource == null || otherResource == null || earlier.equals(later)) {
			return null;
		}
		String both = "'" + shown(earlier) + "' and '" + shown(later) + "'";
		if (!resource.equals(otherResource) && !(isGraph(resource) && isGraph(otherResource)
				&& (resource.equals(GRAPH) || otherResource.equals(GRAPH)))) {
			return new Refusal(both + " belong to different resources. A token is for one resource.");
		}
		return (isDefault(earlier) != isDefault(later))
				? new Refusal(both + " cannot be combined: .default stands for all the permissions of the resource.")
				: null;
	}

	/**
	 * The resources of scopes, for comparison with those of other scopes. All hosts of
	 * Microsoft Graph are one resource.
	 * @param scopes the scopes
	 * @return the resources, without order; empty if there are only scopes of OpenID
	 * Connect
	 */
	public static Set<String> resources(Collection<String> scopes) {
		return scopes.stream()
			.map(Scopes::resourceOf)
			.filter(Objects::nonNull)
			.map((resource) -> isGraph(resource) ? GRAPH : resource)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Finds the host of Microsoft Graph that a token for some scopes is for.
	 * @param scopes scopes of one resource
	 * @param cloud the cloud of the authority, or {@code null} if it belongs to none
	 * @return the host, or {@code null} if the scopes are not those of Microsoft Graph in
	 * this cloud
	 */
	public static @Nullable HostAndPort graphHost(Collection<String> scopes, @Nullable Cloud cloud) {
		List<HostAndPort> hosts = (cloud != null) ? cloud.graphHosts().stream().map(HostAndPort::parse).toList()
				: List.of();
		HostAndPort found = null;
		for (String scope : scopes) {
			String resource = resourceOf(scope);
			if (resource == null) {
				continue;
			}
			HostAndPort host = hosts.stream().filter((graph) -> isOfGraph(resource, graph)).findFirst().orElse(null);
			if (host == null) {
				return null;
			}
			found = (found == null || !resource.equals(GRAPH)) ? host : found;
		}
		return found;
	}

	/**
	 * Whether a token for some scopes is a token for Microsoft Graph.
	 * @param hosts the hosts of Microsoft Graph in one cloud
	 * @param scopes the scopes
	 * @return {@code true} if there are scopes, and none belongs to another resource
	 */
	public static boolean areOfGraph(Set<HostAndPort> hosts, Set<String> scopes) {
		return !scopes.isEmpty() && scopes.stream()
			.map(Scopes::resourceOf)
			.allMatch((resource) -> resource == null || resource.equals(GRAPH)
					|| hosts.stream().anyMatch((host) -> isOfGraph(resource, host)));
	}

	private static boolean isOfGraph(String resource, HostAndPort graph) {
		return resource.equals(GRAPH) || resource.equals("https://" + graph);
	}

	private static boolean isGraph(String resource) {
		return resource.equals(GRAPH) || GRAPH_RESOURCES.contains(resource);
	}

	/**
	 * The resource of a scope in lower case, {@link #GRAPH} if the scope does not name
	 * Microsoft Graph by its host, {@code null} for a scope of OpenID Connect. A scope
	 * with a colon but no slash is an id, and never a short scope.
	 */
	private static @Nullable String resourceOf(String scope) {
		if (OPENID_CONNECT.contains(scope)) {
			return null;
		}
		int slash = scope.lastIndexOf('/');
		if (slash < 0) {
			return scope.contains(":") ? scope.toLowerCase(Locale.ROOT) : GRAPH;
		}
		String resource = scope.substring(0, slash).toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
		return resource.equals(GRAPH_APPLICATION_ID) ? GRAPH : resource;
	}

	private static String shown(String scope) {
		return Redaction.configuredValue(scope, Cloud::isSignInHost);
	}

	private static boolean isDefault(String scope) {
		return permissionOf(scope).equals(DEFAULT_SCOPE);
	}

	private static String permissionOf(String scope) {
		return scope.substring(scope.lastIndexOf('/') + 1);
	}

}
