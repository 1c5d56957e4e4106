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

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.store.CacheFile;
import io.github.iwaspring.support.Lazy;
import io.github.iwaspring.token.AcquisitionObserver;
import io.github.iwaspring.token.AcquisitionThreads;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.RetryPolicy;
import io.github.iwaspring.token.TokenAcquirer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Assembles a token service from validated settings.
 */
public final class TokenServices {

	private static final Log logger = LogFactory.getLog(TokenServices.class);

	private TokenServices() {
	}

	/**
	 * Creates a token service. That is cheap: msal4j, Kerberos and TLS are loaded for the
	 * first token.
	 * @param signIn who signs in, with which client, where
	 * @param kerberos the Kerberos implementation and the source of its credentials
	 * @param http how the directory is reached
	 * @param fallback supplies the flows that prompt, tried after the silent flows fail;
	 * called when the first token is needed
	 * @param tokens the tokens
	 * @param threads makes the threads of the service
	 * @param observer watches the acquisitions
	 * @return the service, to be closed
	 */
	public static CachingTokenService create(SignInSettings signIn, KerberosSettings kerberos, HttpSettings http,
			Supplier<FallbackSettings> fallback, TokenSettings tokens, AcquisitionThreads.Factories threads,
			AcquisitionObserver observer) {
		Path file = tokens.cacheFile();
		Supplier<TokenAcquirer> acquirer = new Lazy<>(
				() -> new SignInTokenAcquirer(signIn, KerberosProviders.ofThisPlatform().credentials(kerberos), http,
						fallback.get(), (file != null) ? new CacheFile(file) : null));
		return new CachingTokenService(tokens.scopes(), Scopes::resources, acquirer,
				AcquisitionThreads.forAcquisitions(threads), AcquisitionThreads.forCallbacks(threads),
				tokens.acquireTimeout(), new RetryPolicy(tokens.refreshBeforeExpiry()), Clock.systemUTC(), observer);
	}

	/**
	 * Logs a warning if authority hosts are trusted by name, since they learn who is
	 * signed in.
	 * @param hosts the hosts, perhaps none
	 */
	public static void warnOfTrustedHosts(Set<HostAndPort> hosts) {
		if (!hosts.isEmpty()) {
			logger.warn("Authority hosts trusted by iwa.trusted-authority-hosts, beside the known Microsoft clouds: "
					+ hosts);
		}
	}

}
