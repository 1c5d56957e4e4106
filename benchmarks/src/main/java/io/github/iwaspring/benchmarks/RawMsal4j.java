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

package io.github.iwaspring.benchmarks;

import java.net.MalformedURLException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * A peer of the starter: msal4j alone, used as in Microsoft's Java sample
 * (IntegratedWindowsAuthenticationFlow). It uses msal4j's own HTTP client, tries a silent
 * call first, and integrated authentication if that fails. The first request of the
 * program is an instance discovery.
 * <p>
 * Such a program configures its tickets and trusted certificates in the JVM. Here, a JAAS
 * configuration, which stays in place for the JVM, and the client's socket factory do
 * that.
 */
final class RawMsal4j {

	private static final Set<String> SCOPES = Set.of(Resource.ORDERS.defaultScope());

	private final PublicClientApplication client;

	private final String authority;

	private RawMsal4j(PublicClientApplication client, String authority) {
		this.client = client;
		this.authority = authority;
	}

	/**
	 * Creates a client with an empty cache and no open connection.
	 */
	static RawMsal4j create(EmbeddedDirectory directory) {
		Map<String, String> properties = directory.properties();
		return create((name) -> Objects.requireNonNull(properties.get(name), name));
	}

	/**
	 * Creates a client for the directory that properties describe.
	 */
	static RawMsal4j create(UnaryOperator<String> properties) {
		Configuration.setConfiguration(new TicketCache(properties.apply("iwa.kerberos.ticket-cache")));
		PemSslStoreDetails trusted = PemSslStoreDetails
			.forCertificate(properties.apply("spring.ssl.bundle.pem.directory.truststore.certificate"));
		String authority = properties.apply("iwa.authority");
		InstanceDiscovery.trustHost(URI.create(authority).getHost());
		try {
			return new RawMsal4j(PublicClientApplication.builder(properties.apply("iwa.client-id"))
				.authority(authority)
				.sslSocketFactory(
						SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext().getSocketFactory())
				.build(), authority);
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException("The directory's authority is not a URL", ex);
		}
	}

	IAuthenticationResult signIn() {
		return this.client
			.acquireToken(IntegratedWindowsAuthenticationParameters.builder(SCOPES, User.ALICE.upn()).build())
			.join();
	}

	/**
	 * Makes the sample's silent call.
	 */
	IAuthenticationResult silently(@Nullable IAccount account) {
		SilentParameters.SilentParametersBuilder parameters = (account != null)
				? SilentParameters.builder(SCOPES, account) : SilentParameters.builder(SCOPES);
		try {
			return this.client.acquireTokenSilently(parameters.authorityUrl(this.authority).build()).join();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException("The directory's authority is not a URL", ex);
		}
	}

	/**
	 * Gets a token as the sample does.
	 */
	IAuthenticationResult token() {
		IAccount account = this.client.getAccounts()
			.join()
			.stream()
			.filter((candidate) -> candidate.username().equals(User.ALICE.upn()))
			.findFirst()
			.orElse(null);
		try {
			return silently(account);
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof MsalException) {
				return signIn();
			}
			throw ex;
		}
	}

	/**
	 * Makes the JDK's HTTP client respond to a Negotiate challenge with a ticket from a
	 * cache.
	 */
	private static final class TicketCache extends Configuration {

		private final String file;

		TicketCache(String file) {
			this.file = file;
		}

		@Override
		public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
			return new AppConfigurationEntry[] {
					new AppConfigurationEntry("com.sun.security.auth.module.Krb5LoginModule",
							LoginModuleControlFlag.REQUIRED, Map.of("useTicketCache", "true", "ticketCache", this.file,
									"doNotPrompt", "true", "refreshKrb5Config", "true")) };
		}

	}

}
