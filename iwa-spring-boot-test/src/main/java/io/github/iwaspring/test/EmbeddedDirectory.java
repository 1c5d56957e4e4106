package io.github.iwaspring.test;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import io.github.iwaspring.test.api.ProtectedApi;
import io.github.iwaspring.test.entra.DeviceCodes;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.HopScript;
import io.github.iwaspring.test.tenant.User;

/**
 * A directory for integrated Windows authentication in the JVM of a test: a Kerberos KDC,
 * AD FS, Entra ID and a protected API, each on a free port of {@code localhost}. They
 * check what the real ones check, so that an application which signs in here does so for
 * real. Every user is signed in to start with, as on a machine in a domain.
 * <p>
 * Several can run at a time; they share the KDC. While any runs, the system property
 * {@code java.security.krb5.conf} names their Kerberos configuration unless it was set
 * before. Safe for use by several threads. To be closed, which leaves no thread and no
 * port.
 */
public final class EmbeddedDirectory implements AutoCloseable {

	static final Duration TICKET_LIFETIME = Duration.ofHours(10);

	private final DirectoryServices services;

	private EmbeddedDirectory(DirectoryServices services) {
		this.services = services;
	}

	/**
	 * Starts a directory.
	 * @return the directory, ready
	 */
	public static EmbeddedDirectory start() {
		return start((options) -> {
		});
	}

	/**
	 * Starts a directory that differs from the usual one.
	 * @param customizer sets the options
	 * @return the directory, ready
	 */
	public static EmbeddedDirectory start(Consumer<EmbeddedDirectoryOptions> customizer) {
		EmbeddedDirectoryOptions options = new EmbeddedDirectoryOptions();
		customizer.accept(options);
		return new EmbeddedDirectory(new DirectoryServices(options));
	}

	/**
	 * Everything that an application needs to sign in as the default user, who is
	 * {@link User#ALICE} unless the options say otherwise.
	 * @return the properties, with their values as in a properties file
	 */
	public Map<String, String> properties() {
		return properties(this.services.tenant.users().get(0));
	}

	/**
	 * Everything that an application needs to sign in as a user: addresses, trust, and
	 * the user's ticket cache.
	 * @param user the user
	 * @return the properties, with their values as in a properties file
	 */
	public Map<String, String> properties(User user) {
		return ApplicationProperties.of(this, user);
	}

	/**
	 * The properties for the default user as arguments of a command line.
	 * @return the arguments: {@code --key=value}
	 */
	public String[] arguments() {
		return ApplicationProperties.asArguments(properties());
	}

	/**
	 * The properties for a user as arguments of a command line.
	 * @param user the user
	 * @return the arguments: {@code --key=value}
	 */
	public String[] arguments(User user) {
		return ApplicationProperties.asArguments(properties(user));
	}

	/**
	 * The authority of the tenant.
	 * @return the address, with the domain of the tenant as its path
	 */
	public URI authority() {
		return this.services.entraOrigin.uri().resolve("/" + this.services.tenant.domain() + "/");
	}

	/**
	 * The tenant's id, which tokens and issuers carry.
	 * @return the id
	 */
	public String tenantId() {
		return this.services.tenant.id().toString();
	}

	/**
	 * The application id of the registered public client, another one in each directory.
	 * @return the id
	 */
	public String clientId() {
		return this.services.tenant.clientId().toString();
	}

	/**
	 * The address of AD FS's WS-Trust metadata.
	 * @return the address
	 */
	public URI metadataUrl() {
		return this.services.adfs.trust().metadata();
	}

	/**
	 * The address of the protected API, which answers {@code GET /me} and
	 * {@code GET /orders}.
	 * @return the address, without a path
	 */
	public URI apiUrl() {
		return this.services.apiOrigin.uri();
	}

	/**
	 * The protected API.
	 * @return the API, which can be told to challenge tokens for claims
	 */
	public ProtectedApi api() {
		return this.services.api;
	}

	/**
	 * The certificate that all servers of this directory are trusted by.
	 * @return a file in PEM form
	 */
	public Path certificate() {
		return this.services.certificate;
	}

	/**
	 * The Kerberos configuration that leads to the KDC, also from other processes.
	 * @return the {@code krb5.conf}, the same for all directories of the JVM
	 */
	public Path krb5Conf() {
		return this.services.kerberos.configuration();
	}

	/**
	 * The ticket cache of a user, where the user is or would be signed in.
	 * @param user the user
	 * @return the file, of MIT's format
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
	 * Puts a ticket for a user into a cache, in the place of all that was there.
	 * @param user the user
	 * @param cache the cache, which may be that of another user
	 * @param lifetime how long the ticket is valid; negative for one that has expired
	 * @return the cache
	 */
	public Path kinit(User user, Path cache, Duration lifetime) {
		this.services.kerberos.writeTicketCache(user.principal(), cache, lifetime);
		return cache;
	}

	/**
	 * Signs a user out: deletes the user's ticket cache.
	 * @param user the user
	 */
	public void kdestroy(User user) {
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
	 * What has reached this directory.
	 * @return the log, which goes on
	 */
	public DirectoryLog log() {
		return this.services.log;
	}

	/**
	 * Scripts a hop: delays it, has it answer something else, or ask for a ticket.
	 * @param hop the hop
	 * @return the hop's script
	 */
	public HopScript on(Hop hop) {
		return this.services.scripts.of(hop);
	}

	/**
	 * Has the user realm name other WS-Trust metadata than that of AD FS.
	 * @param metadata the address to name
	 */
	public void announceMetadata(URI metadata) {
		this.services.entra.announceMetadata(metadata);
	}

	/**
	 * Changes how long the access tokens live that are issued from now on.
	 * @param lifetime the lifetime, in whole seconds
	 */
	public void tokenLifetime(Duration lifetime) {
		this.services.entra.tokenLifetime(lifetime);
	}

	/**
	 * Has the API refuse all access tokens that were issued so far.
	 */
	public void revokeAccessTokens() {
		this.services.entra.revokeAccessTokens();
	}

	/**
	 * Has Entra ID refuse all refresh tokens that were issued so far.
	 */
	public void expireRefreshTokens() {
		this.services.entra.expireRefreshTokens();
	}

	/**
	 * The person who types the codes that devices are given (RFC 8628), without a
	 * browser.
	 * @return the codes that this directory hands out
	 */
	public DeviceCodes deviceCodes() {
		return this.services.entra.deviceCodes();
	}

	@Override
	public void close() {
		this.services.close();
	}

}
