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

package io.github.iwaspring.signin;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLContext;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.settings.PropertyChecks;
import io.github.iwaspring.settings.PropertyError;
import io.github.iwaspring.settings.PropertyKind;
import io.github.iwaspring.support.LocalDataFolder;
import io.github.iwaspring.support.RuntimeModule;
import io.github.iwaspring.token.AcquisitionObserver;
import io.github.iwaspring.token.AcquisitionThreads;
import org.jspecify.annotations.Nullable;

/**
 * The builder of {@link IwaTokenService#builder()}, which finds it as a service.
 */
public final class TokenServiceBuilder implements IwaTokenService.Builder {

	private @Nullable String authority;

	private @Nullable String clientId;

	private List<String> scopes = List.of();

	private @Nullable String userDomain;

	private List<String> trustedAuthorityHosts = List.of();

	private IwaKerberosProvider kerberosProvider = IwaKerberosProvider.AUTO;

	private @Nullable String ticketCache;

	private @Nullable String keytab;

	private @Nullable String principal;

	private @Nullable String krb5Conf;

	private @Nullable String servicePrincipal;

	private IwaChannelBinding channelBinding = IwaChannelBinding.AUTO;

	private @Nullable SSLContext sslContext;

	private boolean isTokenCacheFile;

	private @Nullable String tokenCacheFile;

	@Override
	public TokenServiceBuilder authority(String authority) {
		this.authority = authority;
		return this;
	}

	@Override
	public TokenServiceBuilder clientId(String clientId) {
		this.clientId = clientId;
		return this;
	}

	@Override
	public TokenServiceBuilder scopes(String... scopes) {
		this.scopes = List.of(scopes);
		return this;
	}

	@Override
	public TokenServiceBuilder userDomain(String domain) {
		this.userDomain = domain;
		return this;
	}

	@Override
	public TokenServiceBuilder trustedAuthorityHosts(String... hosts) {
		this.trustedAuthorityHosts = List.of(hosts);
		return this;
	}

	@Override
	public TokenServiceBuilder kerberosProvider(IwaKerberosProvider provider) {
		this.kerberosProvider = provider;
		return this;
	}

	@Override
	public TokenServiceBuilder ticketCache(String cache) {
		this.ticketCache = cache;
		return this;
	}

	@Override
	public TokenServiceBuilder keytab(Path keytab) {
		this.keytab = keytab.toString();
		return this;
	}

	@Override
	public TokenServiceBuilder principal(String principal) {
		this.principal = principal;
		return this;
	}

	@Override
	public TokenServiceBuilder krb5Conf(Path file) {
		this.krb5Conf = file.toString();
		return this;
	}

	@Override
	public TokenServiceBuilder servicePrincipal(String name) {
		this.servicePrincipal = name;
		return this;
	}

	@Override
	public TokenServiceBuilder channelBinding(IwaChannelBinding channelBinding) {
		this.channelBinding = channelBinding;
		return this;
	}

	@Override
	public TokenServiceBuilder sslContext(SSLContext sslContext) {
		this.sslContext = sslContext;
		return this;
	}

	@Override
	public TokenServiceBuilder tokenCacheFile() {
		this.isTokenCacheFile = true;
		this.tokenCacheFile = null;
		return this;
	}

	@Override
	public TokenServiceBuilder tokenCacheFile(Path file) {
		this.isTokenCacheFile = true;
		this.tokenCacheFile = file.toString();
		return this;
	}

	@Override
	public IwaTokenService.Closeable build() {
		RuntimeModule.require(Stage.CONFIGURATION, () -> HttpClient.class);
		PropertyChecks checks = new PropertyChecks();
		Authority authority = checks.authority("iwa.authority", this.authority, this.trustedAuthorityHosts,
				this.clientId);
		String clientId = checks.required("iwa.client-id", this.clientId, PropertyKind.CLIENT_ID);
		Set<String> scopes = checks.scopes("iwa.scopes", this.scopes);
		String userDomain = checks.domain("iwa.user-domain", this.userDomain);
		Set<HostAndPort> trustedHosts = checks.hosts("iwa.trusted-authority-hosts", this.trustedAuthorityHosts);
		KerberosSettings kerberos = KerberosProviders.ofThisPlatform()
			.settings(checks, this.kerberosProvider, this.ticketCache, this.keytab, this.principal, this.krb5Conf,
					this.servicePrincipal, this.channelBinding);
		Path cacheFile = this.isTokenCacheFile
				? TokenSettings.readCacheFile(checks, this.tokenCacheFile, clientId, LocalDataFolder.ofThisUser())
				: null;
		if (authority == null || clientId == null || !checks.errors().isEmpty()) {
			throw PropertyError.toException(checks.errors().list());
		}
		TokenServices.warnOfTrustedHosts(trustedHosts);
		return TokenServices.create(new SignInSettings(authority, clientId, List.of(), null, userDomain, Set.of()),
				kerberos, http(), FallbackSettings::none, TokenSettings.withDefaults(scopes, cacheFile),
				AcquisitionThreads.Factories.DAEMONS, AcquisitionObserver.NONE);
	}

	private HttpSettings http() {
		SSLContext context = this.sslContext;
		return HttpSettings.withDefaults(() -> {
			HttpClient.Builder client = HttpClient.newBuilder();
			return (context != null) ? client.sslContext(context) : client;
		});
	}

}
