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

package io.github.iwaspring.check;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLContext;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.settings.PropertyChecks;
import io.github.iwaspring.settings.PropertyError;
import io.github.iwaspring.settings.PropertyKind;
import io.github.iwaspring.signin.SignInSettings;
import org.jspecify.annotations.Nullable;

/**
 * The desk that is checked: its configuration, and what the checks learn for each other.
 * Threads may share it: a check that Windows blocks goes on while others run.
 */
final class Desk {

	private final Arguments arguments;

	private final SignInSettings signIn;

	private final Set<String> scopes;

	private final @Nullable SSLContext trust;

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	private final Map<IwaChannelBinding, SignIn> signIns = new ConcurrentHashMap<>();

	private Desk(Arguments arguments, SignInSettings signIn, Set<String> scopes, @Nullable SSLContext trust) {
		this.arguments = arguments;
		this.signIn = signIn;
		this.scopes = scopes;
		this.trust = trust;
	}

	/**
	 * Reads the configuration, as the library does.
	 * @throws io.github.iwaspring.IwaException if a value cannot be used
	 */
	static Desk of(Arguments arguments) throws GeneralSecurityException, IOException {
		PropertyChecks checks = new PropertyChecks();
		List<String> trusted = arguments.list("trusted-authority-hosts");
		Authority authority = checks.authority("authority", arguments.required("authority"), trusted, null);
		String clientId = checks.required("client-id", arguments.required("client-id"), PropertyKind.CLIENT_ID);
		Set<String> scopes = checks.scopes("scopes", arguments.list("scopes"));
		String userDomain = checks.domain("user-domain", arguments.optional("user-domain"));
		if (authority == null || clientId == null || !checks.errors().isEmpty()) {
			throw PropertyError.toException(checks.errors().list());
		}
		String store = arguments.optional("trust-store");
		return new Desk(arguments, new SignInSettings(authority, clientId, List.of(), null, userDomain, Set.of()),
				scopes, (store != null) ? TrustedCertificates.context(store) : null);
	}

	SignInSettings settings() {
		return this.signIn;
	}

	Set<String> scopes() {
		return this.scopes;
	}

	HttpSettings http() {
		return HttpSettings.withDefaults(() -> {
			HttpClient.Builder client = HttpClient.newBuilder();
			return (this.trust != null) ? client.sslContext(this.trust) : client;
		});
	}

	static KerberosSettings kerberos(@Nullable String servicePrincipal, IwaChannelBinding mode) {
		return new KerberosSettings(IwaKerberosProvider.NATIVE, null, null, null, null, servicePrincipal, mode);
	}

	/**
	 * Builds a token service with a file, as a program without Spring does.
	 */
	IwaTokenService.Closeable tokens(Path file) {
		IwaTokenService.Builder builder = IwaTokenService.builder()
			.authority(this.arguments.required("authority"))
			.clientId(this.signIn.clientId())
			.scopes(this.scopes.toArray(String[]::new))
			.trustedAuthorityHosts(this.arguments.list("trusted-authority-hosts").toArray(String[]::new))
			.tokenCacheFile(file);
		if (this.signIn.userDomain() != null) {
			builder.userDomain(this.signIn.userDomain());
		}
		return ((this.trust != null) ? builder.sslContext(this.trust) : builder).build();
	}

	/**
	 * Returns the sign-in with a mode of channel binding, which happens once and has
	 * ended.
	 */
	SignIn signIn(IwaChannelBinding mode) throws InterruptedException {
		return this.signIns.computeIfAbsent(mode, (missing) -> SignIn.start(this, missing, null)).await();
	}

	/**
	 * Returns the host of AD FS, without its port, {@code null} if no sign-in got that
	 * far.
	 */
	@Nullable String federationHost() throws InterruptedException {
		signIn(IwaChannelBinding.AUTO);
		return knownFederationHost();
	}

	/**
	 * Returns the host of AD FS as far as it is known by now, and waits for nothing.
	 */
	@Nullable String knownFederationHost() {
		SignIn signIn = this.signIns.get(IwaChannelBinding.AUTO);
		String found = (signIn != null) ? signIn.federationHost() : null;
		return (found != null) ? found : this.arguments.optional("adfs-host");
	}

	/**
	 * Returns a host that the domain of AD FS should not know.
	 */
	String unknownHost() throws InterruptedException {
		String host = federationHost();
		return "nowhere" + ((host != null && host.indexOf('.') > 0) ? host.substring(host.indexOf('.')) : ".invalid");
	}

	/**
	 * Remembers a name that the report masks.
	 */
	void mask(@Nullable String name) {
		if (name != null) {
			this.names.add(name);
		}
	}

	Set<String> names() {
		return this.names;
	}

}
