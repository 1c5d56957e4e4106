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

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.azure.AzureSettings;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.prompt.SystemBrowser;
import io.github.iwaspring.settings.PropertyChecks;
import io.github.iwaspring.settings.PropertyKind;
import io.github.iwaspring.signin.Brokers;
import io.github.iwaspring.signin.FallbackSettings;
import io.github.iwaspring.signin.KerberosProviders;
import io.github.iwaspring.signin.SignInSettings;
import io.github.iwaspring.signin.TokenServices;
import io.github.iwaspring.signin.TokenSettings;
import io.github.iwaspring.support.LocalDataFolder;
import io.github.iwaspring.token.TokenClients;
import io.github.iwaspring.web.AllowedTargets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/**
 * Maps the bound properties to the settings of the library. The constructor reads every
 * property once, in the order of a report, and reports all errors together.
 */
final class IwaPropertiesMapper {

	private static final int SQL_PORT = 1433;

	private final IwaProperties properties;

	private final @Nullable SignInSettings signIn;

	private final KerberosSettings kerberos;

	private final TokenClients clients;

	private final TokenSettings tokens;

	private final AllowedTargets targets;

	private final AzureSettings azure;

	private final DirectoryHttp http;

	private final URI redirectUri;

	/**
	 * Reads the properties.
	 * @param properties the bound properties
	 * @param environment has properties that are set under a former name, and those of
	 * HTTP service groups
	 * @param providers the Kerberos implementations of the platform
	 * @param localData the user's local data folder
	 * @param sslBundles the SSL bundles, looked up only if one is named
	 * @param signsIn whether tokens come from a sign-in with these properties; if not,
	 * none of them is required
	 * @throws InvalidIwaPropertiesException if a property is missing or refused
	 */
	IwaPropertiesMapper(IwaProperties properties, Environment environment, KerberosProviders providers,
			LocalDataFolder localData, Supplier<@Nullable SslBundles> sslBundles, boolean signsIn) {
		PropertyChecks checks = new PropertyChecks();
		Authority authority = (signsIn || PropertyChecks.isSet(properties.authority()))
				? checks.authority("iwa.authority", properties.authority(), properties.trustedAuthorityHosts(),
						properties.clientId())
				: null;
		String clientId = signsIn ? checks.required("iwa.client-id", properties.clientId(), PropertyKind.CLIENT_ID)
				: checks.optional("iwa.client-id", properties.clientId(), PropertyKind.CLIENT_ID);
		Set<String> scopes = (signsIn || properties.scopes().stream().anyMatch(PropertyChecks::isSet))
				? checks.scopes("iwa.scopes", properties.scopes()) : Set.of();
		List<String> clientCapabilities = checks.list("iwa.client-capabilities", properties.clientCapabilities(),
				PropertyKind.CLIENT_CAPABILITY);
		String username = checks.optional("iwa.username", properties.username(), PropertyKind.USER_PRINCIPAL_NAME);
		String formerUserDomain = Binder.get(environment).bind("iwa.domain-hint", String.class).orElse("");
		if (PropertyChecks.isSet(formerUserDomain)) {
			checks.errors().renamed("iwa.domain-hint", formerUserDomain, "iwa.user-domain");
		}
		String userDomain = checks.domain("iwa.user-domain", properties.userDomain());
		Set<HostAndPort> authorityHosts = checks.hosts("iwa.trusted-authority-hosts",
				properties.trustedAuthorityHosts());
		Set<HostAndPort> federationHosts = checks.hosts("iwa.federation.trusted-hosts",
				properties.federation().trustedHosts());
		this.kerberos = kerberos(checks, properties.kerberos(), providers);
		this.http = DirectoryHttp.read(checks, properties.http(), sslBundles, signsIn);
		this.tokens = new TokenSettings(scopes,
				checks.duration("iwa.token.refresh-before-expiry", properties.token().refreshBeforeExpiry(), "5m"),
				checks.duration("iwa.token.acquire-timeout", properties.token().acquireTimeout(), "60s"),
				tokenCacheFile(checks, properties.tokenCache(), clientId, localData));
		String baseUrl = checks.optional("iwa.api.base-url", properties.api().baseUrl(), PropertyKind.BASE_URL);
		Set<HostAndPort> allowedHosts = checks.hosts("iwa.api.allowed-hosts", properties.api().allowedHosts());
		List<AllowedTargets.Entry> entries = new ArrayList<>();
		entries.add(
				new AllowedTargets.Entry(null, (baseUrl != null) ? URI.create(baseUrl) : null, allowedHosts, Set.of()));
		ClientEntries clients = new ClientEntries(checks, environment, scopes);
		entries.addAll(clients.read(properties.clients()));
		Set<HostAndPort> sqlHosts = checks.hosts("iwa.azure-sql.allowed-hosts", properties.azureSql().allowedHosts(),
				SQL_PORT);
		this.redirectUri = fallback(checks, properties.fallback());
		if (!checks.errors().isEmpty()) {
			throw new InvalidIwaPropertiesException(checks.errors().list());
		}
		this.properties = properties;
		this.signIn = (authority != null && clientId != null && !scopes.isEmpty())
				? new SignInSettings(authority, clientId, clientCapabilities, username, userDomain, federationHosts)
				: null;
		HostAndPort graphHost = (authority != null) ? Scopes.graphHost(scopes, authority.cloud()) : null;
		this.targets = AllowedTargets.of(entries, (graphHost != null) ? Set.of(graphHost) : Set.of());
		this.clients = clients.named(entries);
		this.azure = new AzureSettings(authority, sqlHosts);
		TokenServices.warnOfTrustedHosts(authorityHosts);
	}

	private static KerberosSettings kerberos(PropertyChecks checks, IwaProperties.Kerberos kerberos,
			KerberosProviders providers) {
		return providers.settings(checks, kerberos.provider(), kerberos.ticketCache(), kerberos.keytab(),
				kerberos.principal(), kerberos.krb5Conf(), kerberos.servicePrincipal(), kerberos.channelBinding());
	}

	private static @Nullable Path tokenCacheFile(PropertyChecks checks, IwaProperties.TokenCache cache,
			@Nullable String clientId, LocalDataFolder localData) {
		boolean isFile = cache.type() == TokenCacheType.FILE;
		Path file = (isFile || PropertyChecks.isSet(cache.path()))
				? TokenSettings.readCacheFile(checks, cache.path(), clientId, localData) : null;
		return isFile ? file : null;
	}

	/**
	 * Reads the properties of the fallback flows.
	 * @return the redirect URI of the browser
	 */
	private static URI fallback(PropertyChecks checks, IwaProperties.Fallback fallback) {
		checks.duration("iwa.fallback.device-code.timeout", fallback.deviceCode().timeout(), "15m");
		checks.duration("iwa.fallback.interactive.timeout", fallback.interactive().timeout(), "5m");
		String redirectUri = checks.optional("iwa.fallback.interactive.redirect-uri",
				fallback.interactive().redirectUri(), PropertyKind.REDIRECT_URI);
		return URI.create((redirectUri != null) ? redirectUri : "http://localhost");
	}

	/**
	 * Whether the properties say who signs in, with which client, where, and for which
	 * scopes. They need not where the application has its own token service.
	 */
	boolean hasSignIn() {
		return this.signIn != null;
	}

	/**
	 * Who signs in, with which client, where.
	 */
	SignInSettings signIn() {
		return Objects.requireNonNull(this.signIn, "iwa.authority, iwa.client-id or iwa.scopes is not set");
	}

	/**
	 * The Kerberos implementation and the source of its credentials.
	 */
	KerberosSettings kerberos() {
		return this.kerberos;
	}

	/**
	 * The tokens.
	 */
	TokenSettings tokens() {
		return this.tokens;
	}

	/**
	 * The configured APIs.
	 */
	TokenClients clients() {
		return this.clients;
	}

	/**
	 * Where tokens may go.
	 */
	AllowedTargets targets() {
		return this.targets;
	}

	/**
	 * What the clients of Azure are judged by.
	 */
	AzureSettings azure() {
		return this.azure;
	}

	/**
	 * How the directory is reached: by an HTTP client of its own at each call, which is
	 * built when it is first needed.
	 */
	HttpSettings http() {
		return this.http.settings();
	}

	/**
	 * The flows that prompt, tried after the silent flows fail.
	 * @param prompt shows device codes
	 * @param brokers finds a broker
	 * @param clock tells how long ago a prompt was
	 */
	FallbackSettings fallback(Supplier<IwaDeviceCodePrompt> prompt, Brokers brokers, Clock clock) {
		IwaProperties.Fallback fallback = this.properties.fallback();
		return new FallbackSettings(fallback.flows().stream().distinct().toList(), fallback.deviceCode().timeout(),
				fallback.interactive().timeout(), this.redirectUri, prompt, brokers, new SystemBrowser(), clock);
	}

}
