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

package io.github.iwaspring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaKerberosProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The bound properties, before their validation. Paths are bound as texts, since Boot's
 * conversion would look for them on the class path first.
 *
 * @param enabled Whether to enable integrated Windows authentication.
 * @param authority Authority that signs users in, 'https://{host}/{tenant}/', where the
 * tenant is a domain name, a GUID or 'organizations'.
 * @param clientId Application (client) id of a public client registration.
 * @param scopes Default scopes, all of one resource.
 * @param clientCapabilities What the application tells Entra that it can do; 'cp1' says
 * that it answers claims challenges.
 * @param username Entra user principal name of the user; found automatically when not
 * set.
 * @param userDomain Verified Entra domain of the user, for when the Kerberos realm is not
 * one.
 * @param trustedAuthorityHosts Authority hosts to trust beside the known Microsoft
 * clouds, as 'host[:port]'.
 * @param federation The federation service.
 * @param kerberos Kerberos credentials.
 * @param http HTTP client that talks to Entra and AD FS.
 * @param token Tokens.
 * @param tokenCache Where tokens are kept.
 * @param api Protected API.
 * @param clients Further protected APIs of the same application registration, each with a
 * token of its own. The keys are their names.
 * @param azureSql Tokens for Azure SQL.
 * @param fallback Prompts for when the silent ways cannot succeed.
 * @param diagnostics Diagnostics.
 */
@ConfigurationProperties("iwa")
record IwaProperties(@DefaultValue("true") boolean enabled, @Nullable String authority, @Nullable String clientId,
		@DefaultValue List<String> scopes, @DefaultValue("cp1") List<String> clientCapabilities,
		@Nullable String username, @Nullable String userDomain, @DefaultValue List<String> trustedAuthorityHosts,
		@DefaultValue Federation federation, @DefaultValue Kerberos kerberos, @DefaultValue Http http,
		@DefaultValue Token token, @DefaultValue TokenCache tokenCache, @DefaultValue Api api,
		@DefaultValue Map<String, Client> clients, @DefaultValue AzureSql azureSql, @DefaultValue Fallback fallback,
		@DefaultValue Diagnostics diagnostics) {

	/**
	 * Hides the values, which are not validated.
	 */
	@Override
	public String toString() {
		return "IwaProperties[enabled=" + this.enabled + "]";
	}

	/**
	 * The federation service.
	 *
	 * @param trustedHosts Hosts that may receive a Kerberos ticket beside the host of the
	 * federation metadata, as 'host[:port]'.
	 */
	record Federation(@DefaultValue List<String> trustedHosts) {

	}

	/**
	 * Where the Kerberos credentials come from.
	 *
	 * @param provider Whose Kerberos to use, Java's own or the platform's; 'auto' uses
	 * the platform's on Windows unless a ticket cache, a keytab or a principal is set,
	 * and Java's elsewhere.
	 * @param ticketCache Ticket cache file, as a path or 'FILE:path', when it is not the
	 * default one.
	 * @param keytab Keytab that holds the keys of the principal.
	 * @param principal Kerberos principal that signs in.
	 * @param krb5Conf Kerberos configuration, when it is not the system's.
	 * @param servicePrincipal Service principal of the federation service, when it is not
	 * HTTP and its host name.
	 * @param channelBinding Whether to bind tickets to the TLS connection to the
	 * federation service; 'auto' does where the provider can.
	 */
	record Kerberos(@DefaultValue("auto") IwaKerberosProvider provider, @Nullable String ticketCache,
			@Nullable String keytab, @Nullable String principal, @Nullable String krb5Conf,
			@Nullable String servicePrincipal, @DefaultValue("auto") IwaChannelBinding channelBinding) {

		/**
		 * Hides the values, which are not validated.
		 */
		@Override
		public String toString() {
			return "Kerberos[]";
		}

	}

	/**
	 * The HTTP client that talks to Entra and AD FS.
	 *
	 * @param connectTimeout How long a connection may take to be made.
	 * @param readTimeout How long a response may take, including its body.
	 * @param maxResponseSize How large a response may be.
	 * @param ssl TLS.
	 * @param proxy Proxy.
	 */
	record Http(@DefaultValue("5s") Duration connectTimeout, @DefaultValue("30s") Duration readTimeout,
			@DefaultValue("1MB") DataSize maxResponseSize, @DefaultValue Ssl ssl, @DefaultValue Proxy proxy) {

	}

	/**
	 * TLS of the HTTP client.
	 *
	 * @param bundle SSL bundle to use.
	 */
	record Ssl(@Nullable String bundle) {
	}

	/**
	 * The proxy of the HTTP client, in the place of the JVM's.
	 *
	 * @param host Host of the HTTP proxy; the JVM's proxy selector decides when not set.
	 * @param port Port of the HTTP proxy.
	 * @param nonProxyHosts Hosts that are reached without the proxy, such as AD FS:
	 * 'adfs.contoso.com', '*.contoso.com' or '10.*'.
	 */
	record Proxy(@Nullable String host, @Nullable Integer port, @DefaultValue List<String> nonProxyHosts) {
	}

	/**
	 * Tokens.
	 *
	 * @param refreshBeforeExpiry How long before its expiry a token is renewed in the
	 * background.
	 * @param acquireTimeout How long a silent acquisition may take as a whole.
	 * @param prefetch Whether to begin the sign-in in the background while the
	 * application starts; never prompts.
	 */
	record Token(@DefaultValue("5m") Duration refreshBeforeExpiry, @DefaultValue("60s") Duration acquireTimeout,
			@DefaultValue("false") boolean prefetch) {

	}

	/**
	 * Where tokens are kept.
	 *
	 * @param type Whether tokens are kept in memory, or in a file that survives restarts
	 * and is shared by the user's processes.
	 * @param path File that tokens are kept in; 'iwa/{client-id}.cache' in the user's
	 * local data folder when not set.
	 */
	record TokenCache(@DefaultValue("memory") TokenCacheType type, @Nullable String path) {

		/**
		 * Hides the path, which may hold the user's name.
		 */
		@Override
		public String toString() {
			return "TokenCache[type=" + this.type + "]";
		}

	}

	/**
	 * The protected API.
	 *
	 * @param baseUrl Base URL of the WebClient and RestClient beans; its origin may
	 * receive tokens.
	 * @param allowedHosts Further hosts that may receive tokens, as 'host[:port]'.
	 */
	record Api(@Nullable String baseUrl, @DefaultValue List<String> allowedHosts) {

	}

	/**
	 * A further protected API.
	 *
	 * @param baseUrl Base URL of the clients of this name; its origin may receive tokens.
	 * Defaults to that of the HTTP service group of this name.
	 * @param scopes Scopes of its tokens, all of one resource; the default scopes when
	 * empty.
	 * @param allowedHosts Further hosts that may receive its tokens, as 'host[:port]'.
	 */
	record Client(@Nullable String baseUrl, @DefaultValue List<String> scopes,
			@DefaultValue List<String> allowedHosts) {

		/**
		 * Converts an entry that has only a name: <code>reports: {}</code>, which YAML
		 * turns into an empty text. Boot finds this method.
		 */
		public static Client of(String text) {
			Assert.isTrue(text.isBlank(), "An entry has properties: base-url, scopes or allowed-hosts.");
			return new Client(null, List.of(), List.of());
		}

	}

	/**
	 * Tokens for Azure SQL.
	 *
	 * @param enabled Whether to give tokens of the user to Hikari data sources whose URL
	 * names a server of Azure SQL.
	 * @param allowedHosts Further database servers that may receive tokens, as
	 * 'host[:port]'.
	 */
	record AzureSql(@DefaultValue("false") boolean enabled, @DefaultValue List<String> allowedHosts) {

	}

	/**
	 * What to try when the silent ways cannot succeed and a person can help.
	 *
	 * @param flows What to try, in order: the broker of the operating system, the browser
	 * on this machine, or a code that is entered on any device. Nothing prompts when
	 * empty.
	 * @param deviceCode Codes that are entered on any device.
	 * @param interactive The browser on this machine.
	 */
	record Fallback(@DefaultValue List<IwaFallbackFlow> flows, @DefaultValue DeviceCode deviceCode,
			@DefaultValue Interactive interactive) {

	}

	/**
	 * Codes that are entered on any device.
	 *
	 * @param timeout How long to wait for the user; Entra's codes live for 15 minutes.
	 */
	record DeviceCode(@DefaultValue("15m") Duration timeout) {
	}

	/**
	 * The browser on this machine.
	 *
	 * @param timeout How long to wait for the user, at the broker as well.
	 * @param redirectUri Where the browser is sent back to, on loopback:
	 * 'http://localhost' with or without a port.
	 */
	record Interactive(@DefaultValue("5m") Duration timeout, @DefaultValue("http://localhost") String redirectUri) {
	}

	/**
	 * Diagnostics.
	 *
	 * @param onStartup Whether to check the whole sign-in when the application has
	 * started, and to log what was found.
	 */
	record Diagnostics(@DefaultValue("false") boolean onStartup) {

	}

}
