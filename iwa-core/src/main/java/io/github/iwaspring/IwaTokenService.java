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

package io.github.iwaspring;

import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;

/**
 * Access tokens of the user who is signed in to this machine.
 * <p>
 * A valid token is served from the cache. Otherwise one acquisition runs for all callers
 * that want the same token: silently if the account is known, else by integrated Windows
 * authentication. Implementations are safe for use by several threads.
 * <p>
 * After a failure on this machine, such as a missing ticket, the next call tries again
 * ({@link IwaException#isLocal()}). After any other failure attempts pause: the first in
 * a row is retried at once; after each further one callers get the same failure for at
 * most five seconds, or for as long as a response asks, with the rest of the pause as
 * {@link IwaException#retryAfter()}. New credentials end a pause. A key that a domain
 * controller rejected is not tried again for five minutes. Renewals in the background
 * pause alike.
 * <p>
 * An application that sends the tokens to an API itself also handles the API's
 * challenges: the error {@code invalid_token} (RFC 6750) by
 * {@link #invalidate(IwaToken)}, and {@code insufficient_claims} by
 * {@link IwaTokenRequest#withClaims(String, IwaToken)}, as long as the application
 * announces the client capability {@code cp1} (Microsoft's "Claims challenges, claims
 * requests and client capabilities"). The starter's clients do both.
 *
 * @see IwaTokenRequest
 */
public interface IwaTokenService {

	/**
	 * Returns a token for the default scopes ({@code iwa.scopes}).
	 * @return a token that is valid now
	 * @see #getToken(IwaTokenRequest)
	 */
	default IwaToken getToken() {
		return getToken(IwaTokenRequest.defaults());
	}

	/**
	 * Returns a token. Waits for its acquisition at most
	 * {@code iwa.token.acquire-timeout}, or for the time-out of a prompt if one of
	 * {@code iwa.fallback.flows} shows one.
	 * <p>
	 * An interrupt ends the wait: the thread's interrupt flag is set again and an
	 * {@link IwaException} is thrown. The acquisition itself goes on for other callers.
	 * @param request what the token is for
	 * @return a token that is valid now
	 * @throws IwaException if no token can be acquired; the exception says at which
	 * stage, why, and what to do about it
	 * @throws IllegalStateException on a Reactor thread that must not block, unless the
	 * token is cached
	 */
	IwaToken getToken(IwaTokenRequest request);

	/**
	 * Returns a token for the default scopes ({@code iwa.scopes}) without blocking.
	 * @return a new future
	 * @see #getTokenAsync(IwaTokenRequest)
	 */
	default CompletableFuture<IwaToken> getTokenAsync() {
		return getTokenAsync(IwaTokenRequest.defaults());
	}

	/**
	 * Returns a token without blocking the calling thread.
	 * <p>
	 * Every call returns a new future; cancelling it affects no other caller. The future
	 * fails with an {@link IwaException}. Its dependents may run on a thread of the
	 * service and should not block it.
	 * @param request what the token is for
	 * @return a new future, already complete if the token is cached
	 */
	CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request);

	/**
	 * Reports that an API rejected a token. Its value is not served again, and the next
	 * acquisition for its scopes requests a new one from the directory.
	 * @param token the rejected token
	 */
	void invalidate(IwaToken token);

	/**
	 * Forgets the user's tokens and account for this client. An acquisition in progress
	 * fills no cache. The Windows session does not end and no token is revoked: the next
	 * {@link #getToken()} may sign in again without a prompt.
	 * <p>
	 * If the tokens are cached in a file, this method deletes it and waits up to two
	 * seconds for processes that are writing it: do not call it on an event loop.
	 */
	void signOut();

	/**
	 * Returns a builder for programs without Spring Boot, which gives applications their
	 * token service otherwise.
	 * @return a builder without any settings
	 */
	static Builder builder() {
		return ServiceLoader.load(Builder.class, IwaTokenService.class.getClassLoader())
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The file META-INF/services/" + Builder.class.getName()
					+ " is missing. Keep it when iwa-core is packed into another jar."));
	}

	/**
	 * A token service that somebody has to close.
	 */
	interface Closeable extends IwaTokenService, AutoCloseable {

		/**
		 * Ends the threads of the service. Acquisitions in progress fail with an
		 * {@link IwaException}.
		 */
		@Override
		void close();

	}

	/**
	 * Builds a token service. The authority, the client id and the scopes are required.
	 * <p>
	 * The values are validated as those of Spring Boot's properties are. A message names
	 * a setting by its property, as the manual does: {@code iwa.user-domain} is
	 * {@link #userDomain(String)}. The service never prompts, and announces no client
	 * capabilities. Builders are not safe for use by several threads.
	 */
	interface Builder {

		/**
		 * Sets the authority ({@code iwa.authority}).
		 * @param authority {@code https://host/tenant/}, with a domain name, a GUID or
		 * {@code organizations} as the tenant
		 * @return this builder
		 */
		Builder authority(String authority);

		/**
		 * Sets the application ({@code iwa.client-id}).
		 * @param clientId the application (client) id of a public client registration
		 * @return this builder
		 */
		Builder clientId(String clientId);

		/**
		 * Sets the default scopes ({@code iwa.scopes}).
		 * @param scopes the scopes, all of one resource
		 * @return this builder
		 */
		Builder scopes(String... scopes);

		/**
		 * Sets the user's domain, for when the Kerberos realm is not a domain of Entra ID
		 * ({@code iwa.user-domain}).
		 * @param domain a verified domain of the tenant
		 * @return this builder
		 */
		Builder userDomain(String domain);

		/**
		 * Trusts authority hosts beside the known Microsoft clouds
		 * ({@code iwa.trusted-authority-hosts}). They learn who is signed in to this
		 * machine; a warning is logged.
		 * @param hosts the hosts, as {@code host[:port]}
		 * @return this builder
		 */
		Builder trustedAuthorityHosts(String... hosts);

		/**
		 * Sets the Kerberos implementation ({@code iwa.kerberos.provider}).
		 * @param provider the implementation, {@link IwaKerberosProvider#AUTO} by default
		 * @return this builder
		 */
		Builder kerberosProvider(IwaKerberosProvider provider);

		/**
		 * Sets the ticket cache, if it is not the default one
		 * ({@code iwa.kerberos.ticket-cache}).
		 * @param cache a file, as a path or {@code FILE:path}
		 * @return this builder
		 */
		Builder ticketCache(String cache);

		/**
		 * Sets the keytab that holds the keys of the principal
		 * ({@code iwa.kerberos.keytab}). The principal is required with it.
		 * @param keytab the file
		 * @return this builder
		 */
		Builder keytab(Path keytab);

		/**
		 * Sets the Kerberos principal that signs in ({@code iwa.kerberos.principal}).
		 * @param principal the principal, as {@code user@REALM}
		 * @return this builder
		 */
		Builder principal(String principal);

		/**
		 * Sets the Kerberos configuration, if it is not the system's
		 * ({@code iwa.kerberos.krb5-conf}).
		 * @param file the file
		 * @return this builder
		 */
		Builder krb5Conf(Path file);

		/**
		 * Sets the service principal name of the federation service, if it is not
		 * {@code HTTP/} and its host ({@code iwa.kerberos.service-principal}).
		 * @param name the service principal name
		 * @return this builder
		 */
		Builder servicePrincipal(String name);

		/**
		 * Sets whether tickets are bound to the TLS connection to the federation service
		 * ({@code iwa.kerberos.channel-binding}).
		 * @param channelBinding whether they are, {@link IwaChannelBinding#AUTO} by
		 * default
		 * @return this builder
		 */
		Builder channelBinding(IwaChannelBinding channelBinding);

		/**
		 * Sets the TLS context of the connections to Entra ID and AD FS.
		 * @param sslContext the context, the JVM's by default
		 * @return this builder
		 */
		Builder sslContext(SSLContext sslContext);

		/**
		 * Keeps tokens in a file, for other processes of this user and the next run,
		 * named after the client id in the user's local data folder
		 * ({@code iwa.token-cache.type=file}). By default they are kept in memory.
		 * @return this builder
		 */
		Builder tokenCacheFile();

		/**
		 * Keeps tokens in a file, for other processes of this user and the next run
		 * ({@code iwa.token-cache.path}).
		 * @param file the file
		 * @return this builder
		 */
		Builder tokenCacheFile(Path file);

		/**
		 * Builds the service. Nothing is sent before the first token is asked for.
		 * @return the service, to be closed
		 * @throws IwaConfigurationException if a value is missing or cannot be used;
		 * lists every one of them
		 */
		Closeable build();

	}

}
