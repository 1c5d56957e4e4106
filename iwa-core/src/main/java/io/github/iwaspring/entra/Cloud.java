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

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A cloud of Microsoft Entra that can be signed in to, with its hosts. All host names are
 * in lower case and serve port 443.
 */
public enum Cloud {

	/**
	 * The worldwide cloud, which also serves GCC.
	 */
	PUBLIC("login.microsoftonline.com", List.of("login.windows.net", "login.microsoft.com", "sts.windows.net"),
			List.of("graph.microsoft.com"), "database.windows.net"),

	/**
	 * US Government, L4 and DoD: one sign-in host, a Microsoft Graph each.
	 */
	US_GOVERNMENT("login.microsoftonline.us", List.of("login.usgovcloudapi.net"),
			List.of("graph.microsoft.us", "dod-graph.microsoft.us"), "database.usgovcloudapi.net"),

	/**
	 * China, operated by 21Vianet.
	 */
	CHINA("login.partner.microsoftonline.cn", List.of("login.chinacloudapi.cn"),
			List.of("microsoftgraph.chinacloudapi.cn"), "database.chinacloudapi.cn"),

	/**
	 * The sovereign cloud in France.
	 */
	FRANCE("login.sovcloud-identity.fr", List.of(), List.of(), null),

	/**
	 * The sovereign cloud in Germany; not Microsoft Cloud Germany, which was closed.
	 */
	GERMANY("login.sovcloud-identity.de", List.of(), List.of(), null),

	/**
	 * The sovereign cloud in Singapore.
	 */
	SINGAPORE("login.sovcloud-identity.sg", List.of(), List.of(), null),

	/**
	 * A host for customers in the United States that is still served.
	 */
	US_LEGACY("login-us.microsoftonline.com", List.of(), List.of(), null);

	/**
	 * The hosts at which Entra ID takes Kerberos tickets for Seamless SSO.
	 */
	private static final Set<String> SEAMLESS_SSO_HOSTS = Set.of("autologon.microsoftazuread-sso.com",
			"autologon.microsoft.us", "autologon.microsoftonline.cn", "autologon.partner.microsoftonline.cn");

	private final String preferredHost;

	private final List<String> aliases;

	private final List<String> graphHosts;

	private final @Nullable String sqlDomain;

	Cloud(String preferredHost, List<String> aliases, List<String> graphHosts, @Nullable String sqlDomain) {
		this.preferredHost = preferredHost;
		this.aliases = aliases;
		this.graphHosts = graphHosts;
		this.sqlDomain = sqlDomain;
	}

	/**
	 * The host that signs in.
	 * @return the host
	 */
	public String preferredHost() {
		return this.preferredHost;
	}

	/**
	 * Further names of the host that signs in.
	 * @return the aliases, without the preferred host; may be empty
	 */
	public List<String> aliases() {
		return this.aliases;
	}

	/**
	 * The hosts of Microsoft Graph.
	 * @return the hosts, the one for scopes without a resource first; empty if none is
	 * published
	 */
	public List<String> graphHosts() {
		return this.graphHosts;
	}

	/**
	 * The domain of Azure SQL's servers, which is also the host in the name of its
	 * resource.
	 * @return the domain, or {@code null} if none is published
	 */
	public @Nullable String sqlDomain() {
		return this.sqlDomain;
	}

	/**
	 * Whether a host belongs to a cloud.
	 * @param host a host name, in any case
	 * @return whether users of a known cloud sign in at it
	 */
	public static boolean isSignInHost(String host) {
		return ofHost(host) != null;
	}

	/**
	 * Whether a host is one at which Entra ID itself takes Kerberos tickets: Seamless
	 * SSO, for tenants without a federation service.
	 * @param host a host name, in any case
	 * @return {@code true} for such a host of a known cloud
	 */
	public static boolean isSeamlessSsoHost(String host) {
		return SEAMLESS_SSO_HOSTS.contains(host.toLowerCase(Locale.ROOT));
	}

	/**
	 * Finds the cloud that a host signs in to.
	 * @param host a host name, in any case
	 * @return the cloud, or {@code null} if the host belongs to none
	 */
	public static @Nullable Cloud ofHost(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		for (Cloud cloud : values()) {
			if (cloud.preferredHost.equals(name) || cloud.aliases.contains(name)) {
				return cloud;
			}
		}
		return null;
	}

}
