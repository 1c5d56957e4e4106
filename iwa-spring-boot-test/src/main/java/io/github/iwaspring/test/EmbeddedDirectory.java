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

package io.github.iwaspring.test;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.iwaspring.test.api.ApiCall;
import io.github.iwaspring.test.api.ProtectedApi;
import io.github.iwaspring.test.entra.DeviceCodes;
import io.github.iwaspring.test.entra.IssuedToken;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.HopScript;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.tenant.User;

/**
 * A directory for integrated Windows authentication in the JVM of a test: a Kerberos KDC,
 * AD FS, Entra ID and a protected API, each on a free port of {@code localhost}. They
 * make the checks of the real services, so a sign-in here is a real one. Every user has a
 * ticket at the start, as on a machine in a domain.
 * <p>
 * Several directories can run at a time; they share the KDC. While any of them runs, the
 * system property {@code java.security.krb5.conf} names their Kerberos configuration,
 * unless it was set before. Safe for use by several threads. Callers must close a
 * directory, which ends its threads and frees its ports.
 */
public final class EmbeddedDirectory implements AutoCloseable {

	static final Duration TICKET_LIFETIME = Duration.ofHours(10);

	private final DirectoryServices services;

	private final Set<Path> changedCaches = ConcurrentHashMap.newKeySet();

	private EmbeddedDirectory(DirectoryServices services) {
		this.services = services;
	}

	/**
	 * Starts a directory.
	 * @return the running directory
	 */
	public static EmbeddedDirectory start() {
		return start((options) -> {
		});
	}

	/**
	 * Starts a directory with options.
	 * @param customizer sets the options
	 * @return the running directory
	 */
	public static EmbeddedDirectory start(Consumer<EmbeddedDirectoryOptions> customizer) {
		EmbeddedDirectoryOptions options = new EmbeddedDirectoryOptions();
		customizer.accept(options);
		return new EmbeddedDirectory(new DirectoryServices(options));
	}

	/**
	 * Returns the properties that an application needs to sign in as the default user.
	 * That is {@link User#ALICE}, unless the options name other users.
	 * @return the properties, with values as in a properties file
	 */
	public Map<String, String> properties() {
		return properties(this.services.tenant.users().get(0));
	}

	/**
	 * Returns the properties that an application needs to sign in as a user: addresses,
	 * trusted certificates and the user's ticket cache.
	 * @param user the user
	 * @return the properties, with values as in a properties file
	 */
	public Map<String, String> properties(User user) {
		return ApplicationProperties.of(this, user);
	}

	/**
	 * Returns the properties for the default user as command-line arguments.
	 * @return the arguments: {@code --key=value}
	 */
	public String[] arguments() {
		return ApplicationProperties.asArguments(properties());
	}

	/**
	 * Returns the properties for a user as command-line arguments.
	 * @param user the user
	 * @return the arguments: {@code --key=value}
	 */
	public String[] arguments(User user) {
		return ApplicationProperties.asArguments(properties(user));
	}

	/**
	 * Returns the user with a user principal name.
	 * @param upn the name, in any case
	 * @return the user
	 * @throws IllegalArgumentException if there is none; names those that there are
	 */
	public User user(String upn) {
		List<User> users = this.services.tenant.users();
		return users.stream()
			.filter((user) -> user.upn().equalsIgnoreCase(upn))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("The embedded directory has no user '" + upn
					+ "'. Its users are " + String.join(", ", users.stream().map(User::upn).toList()) + "."));
	}

	/**
	 * Returns the authority of the tenant.
	 * @return the address, with the domain of the tenant as its path
	 */
	public URI authority() {
		return this.services.entraOrigin.uri().resolve("/" + this.services.tenant.domain() + "/");
	}

	/**
	 * Returns the tenant id, which tokens and their issuer contain.
	 * @return the id
	 */
	public String tenantId() {
		return this.services.tenant.id().toString();
	}

	/**
	 * Returns the application id of the registered public client. Each directory has its
	 * own.
	 * @return the id
	 */
	public String clientId() {
		return this.services.tenant.clientId().toString();
	}

	/**
	 * Returns the address of the federation metadata of AD FS, or of Seamless SSO.
	 * @return the address
	 */
	public URI metadataUrl() {
		return this.services.trust.metadata();
	}

	/**
	 * Returns a hosts file by which a JVM finds this directory, for
	 * {@code -Djdk.net.hosts.file}. Such a JVM knows no other names.
	 * @return the file
	 */
	public Path hostsFile() {
		return this.services.hosts;
	}

	/**
	 * Returns the address of the protected API, which serves {@code GET /me},
	 * {@code GET /orders} and {@code GET /users}.
	 * @return the address, without a path
	 */
	public URI apiUrl() {
		return this.services.apiOrigin.uri();
	}

	/**
	 * Returns the protected API.
	 * @return the API, which can be told to send claims challenges
	 */
	public ProtectedApi api() {
		return this.services.api;
	}

	/**
	 * Returns the certificate of the authority that issued the certificates of all
	 * servers.
	 * @return a file in PEM form
	 */
	public Path certificate() {
		return this.services.certificate;
	}

	/**
	 * Returns the Kerberos configuration that leads to the KDC, also from other
	 * processes.
	 * @return the {@code krb5.conf}, the same for all directories of the JVM
	 */
	public Path krb5Conf() {
		return this.services.kerberos.configuration();
	}

	/**
	 * Returns the ticket cache of a user. It exists only while the user is signed in.
	 * @param user the user
	 * @return the file, in MIT's format
	 */
	public Path ticketCache(User user) {
		return this.services.files.ticketCache(user);
	}

	/**
	 * Signs a user in: puts a fresh ticket into the user's cache.
	 * @param user the user
	 * @return the cache
	 */
	public Path kinit(User user) {
		return kinit(user, ticketCache(user), TICKET_LIFETIME);
	}

	/**
	 * Writes a ticket for a user to a cache, which it replaces.
	 * @param user the user
	 * @param cache the cache, which may be that of another user
	 * @param lifetime how long the ticket is valid; negative for one that has expired
	 * @return the cache
	 */
	public Path kinit(User user, Path cache, Duration lifetime) {
		this.changedCaches.add(cache);
		this.services.kerberos.writeTicketCache(user.principal(), cache, lifetime);
		return cache;
	}

	/**
	 * Signs a user out: deletes the user's ticket cache.
	 * @param user the user
	 */
	public void kdestroy(User user) {
		this.changedCaches.add(ticketCache(user));
		this.services.files.deleteTicketCache(user);
	}

	/**
	 * Writes a keytab with the keys of a user.
	 * @param user the user
	 * @return the file
	 */
	public Path keytab(User user) {
		Path keytab = this.services.files.keytab(user);
		this.services.kerberos.writeKeytab(user.principal(), keytab);
		return keytab;
	}

	/**
	 * Returns the HTTP requests that reached this directory, in order of arrival.
	 * @return the requests, a copy
	 */
	public List<RecordedRequest> requests() {
		return log().requests();
	}

	/**
	 * Returns the HTTP requests of a protocol step.
	 * @param hop the protocol step
	 * @return the requests, a copy
	 */
	public List<RecordedRequest> requests(Hop hop) {
		return log().requests(hop);
	}

	/**
	 * Returns the sign-ins: the access tokens issued for a ticket, a browser or a device
	 * code, not for a refresh token.
	 * @return the tokens, a copy without their values
	 */
	public List<IssuedToken> signIns() {
		return log().tokens().stream().filter((token) -> !token.renewal()).toList();
	}

	/**
	 * Returns the requests that the protected API answered, with their users.
	 * @return the requests, a copy
	 */
	public List<ApiCall> apiCalls() {
		return log().apiCalls();
	}

	/**
	 * Returns the log of the requests that reached this directory.
	 * @return the log, which is live
	 */
	public DirectoryLog log() {
		return this.services.log;
	}

	/**
	 * Returns the script of a protocol step, which can delay the step, replace its
	 * response, or demand a ticket.
	 * @param hop the protocol step
	 * @return the script
	 */
	public HopScript on(Hop hop) {
		return this.services.scripts.of(hop);
	}

	/**
	 * Makes the user realm name another address for the federation metadata.
	 * @param metadata the address
	 */
	public void announceMetadata(URI metadata) {
		this.services.entra.announceMetadata(metadata);
	}

	/**
	 * Changes the lifetime of access tokens issued from now on.
	 * @param lifetime the lifetime, in whole seconds
	 */
	public void tokenLifetime(Duration lifetime) {
		this.services.entra.tokenLifetime(lifetime);
	}

	/**
	 * Revokes all access tokens issued so far. The API then refuses them.
	 */
	public void revokeAccessTokens() {
		this.services.entra.revokeAccessTokens();
	}

	/**
	 * Expires all refresh tokens issued so far. Entra ID then refuses them.
	 */
	public void expireRefreshTokens() {
		this.services.entra.expireRefreshTokens();
	}

	/**
	 * Returns the device codes (RFC 8628) of this directory, which a test approves or
	 * declines without a browser.
	 * @return the device codes
	 */
	public DeviceCodes deviceCodes() {
		return this.services.entra.deviceCodes();
	}

	/**
	 * Sets back what tests change, so that the next one finds the directory as it was at
	 * the start: scripts, required claims, the lifetime of tokens, the address of the
	 * metadata, the users' tickets, their consent and their passwords. Clears the log,
	 * and forgets device codes. Issued tokens stay as they are.
	 */
	public void reset() {
		this.services.reset();
		this.services.tenant.users()
			.stream()
			.filter((user) -> this.changedCaches.contains(ticketCache(user)))
			.forEach(this::kinit);
		this.changedCaches.clear();
	}

	@Override
	public void close() {
		this.services.close();
	}

}
