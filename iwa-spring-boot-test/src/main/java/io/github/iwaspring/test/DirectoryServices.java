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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import io.github.iwaspring.test.adfs.FederationServer;
import io.github.iwaspring.test.adfs.SeamlessSsoServer;
import io.github.iwaspring.test.api.AccessTokens;
import io.github.iwaspring.test.api.ProtectedApi;
import io.github.iwaspring.test.entra.EntraServer;
import io.github.iwaspring.test.http.Origin;
import io.github.iwaspring.test.http.Scripts;
import io.github.iwaspring.test.http.TlsServer;
import io.github.iwaspring.test.kerberos.KerberosDomain;
import io.github.iwaspring.test.kerberos.KerberosNetwork;
import io.github.iwaspring.test.kerberos.SpnegoAcceptor;
import io.github.iwaspring.test.pki.CertificateAuthority;
import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.pki.SigningKeys;
import io.github.iwaspring.test.support.Closeables;
import io.github.iwaspring.test.support.DaemonThreads;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;

/**
 * The running parts of an embedded directory. The slow ones (keys, certificates, the KDC)
 * start in parallel.
 */
final class DirectoryServices implements AutoCloseable {

	final Scripts scripts = new Scripts();

	final DirectoryLog log = new DirectoryLog();

	final Tenant tenant;

	final DirectoryFiles files;

	final Path certificate;

	final KerberosDomain kerberos;

	final TlsServer entraOrigin;

	final TlsServer adfsOrigin;

	final TlsServer apiOrigin;

	final Path hosts;

	final FederationTrust trust;

	final EntraServer entra;

	final ProtectedApi api;

	private final Closeables closeables = new Closeables();

	DirectoryServices(EmbeddedDirectoryOptions options) {
		ExecutorService threads = DaemonThreads.pool("start");
		this.closeables.add(() -> DaemonThreads.stop(threads));
		try {
			this.tenant = Tenant.of(options.users());
			this.files = this.closeables.add(new DirectoryFiles());
			this.hosts = this.files.writeHosts(List.of("localhost", SeamlessSsoServer.HOST));
			CompletableFuture<KerberosDomain> membership = CompletableFuture.supplyAsync(() -> join(options), threads);
			CompletableFuture<SpnegoAcceptor> acceptor = membership
				.thenApply((domain) -> acceptor(domain, options.seamlessSso()));
			CertificateAuthority authority = CertificateAuthority.create();
			this.certificate = this.files.writeCertificate(authority.pem());
			KeyMaterial server = options.seamlessSso() ? authority.issueServerCertificate(SeamlessSsoServer.HOST)
					: authority.issueServerCertificate();
			SSLContext tls = server.serverContext();
			this.entraOrigin = origin(Origin.ENTRA, tls);
			this.adfsOrigin = origin(Origin.ADFS, tls);
			this.apiOrigin = origin(Origin.API, tls);
			this.kerberos = membership.join();
			SigningKeys keys = SigningKeys.shared(threads);
			FederationServer adfs = new FederationServer(this.adfsOrigin.uri(options.federationHost()),
					options.wsTrust(), options.saml(), options.audience(), keys::assertions);
			SeamlessSsoServer seamlessSso = new SeamlessSsoServer(this.adfsOrigin.uri(SeamlessSsoServer.HOST),
					this.tenant.domain(), options.wsTrust(), options.audience());
			this.trust = options.seamlessSso() ? seamlessSso.trust() : adfs.trust();
			this.entra = new EntraServer(this.entraOrigin.uri(), this.tenant, this.trust, keys::tokens, options.clock(),
					options.tokenLifetime(), options.deviceCodes(), this.log::add);
			AccessTokens tokens = new AccessTokens(Resource.ORDERS, this.entra.issuer(), this.entra::publicKeys,
					this.entra::isLive, options.clock());
			this.api = new ProtectedApi(tokens, this.tenant.accounts(),
					this.entraOrigin.uri().resolve("/common/oauth2/authorize"), options.clock(), this.log::add);
			this.entraOrigin.start(this.entra.routes());
			SpnegoAcceptor anyConnection = acceptor.join();
			SpnegoAcceptor connection = options.extendedProtection() ? anyConnection.boundTo(server.certificate())
					: anyConnection;
			this.adfsOrigin.start(options.seamlessSso() ? seamlessSso.routes(this.tenant, connection, options.clock())
					: adfs.routes(this.tenant, connection, options.clock()));
			this.apiOrigin.start(this.api.routes());
		}
		catch (RuntimeException ex) {
			DaemonThreads.stop(threads);
			close();
			throw (ex instanceof CompletionException && ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		threads.shutdown();
	}

	private KerberosDomain join(EmbeddedDirectoryOptions options) {
		Supplier<KerberosDomain> other = options.domain();
		return this.closeables.add((other != null) ? other.get()
				: KerberosNetwork.join(this.tenant.users().stream().map(User::principal).toList(), this.log::add));
	}

	private SpnegoAcceptor acceptor(KerberosDomain domain, boolean seamlessSso) {
		Path keytab = this.files.serviceKeytab();
		SpnegoAcceptor acceptor = seamlessSso ? domain.acceptor(SeamlessSsoServer.HOST, keytab)
				: domain.acceptor(keytab);
		if (domain.hasUserKeys()) {
			this.tenant.users()
				.forEach((user) -> domain.writeTicketCache(user.principal(), this.files.ticketCache(user),
						EmbeddedDirectory.TICKET_LIFETIME));
		}
		return acceptor;
	}

	private TlsServer origin(Origin origin, SSLContext tls) {
		return this.closeables.add(new TlsServer(origin, tls, this.scripts, this.log.listener()));
	}

	void reset() {
		this.scripts.reset();
		this.entra.reset();
		this.api.reset();
		this.log.clear();
	}

	@Override
	public void close() {
		this.closeables.close();
	}

}
