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

package io.github.iwaspring.test.kerberos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The membership of one directory in the {@link KerberosNetwork} of the JVM.
 */
public final class KerberosMembership implements KerberosDomain {

	static final String SERVICE = "HTTP/localhost@" + KerberosNetwork.SERVICE_REALM;

	private final KerberosNetwork network;

	private final Path configuration;

	private final Consumer<TicketRequest> listener;

	KerberosMembership(KerberosNetwork network, Path configuration, Consumer<TicketRequest> listener) {
		this.network = network;
		this.configuration = configuration;
		this.listener = listener;
	}

	void reached(TicketRequest request) {
		this.listener.accept(request);
	}

	Realm realmOf(String principal) {
		return this.network.realm(principal.substring(principal.indexOf('@') + 1));
	}

	@Override
	public Path configuration() {
		return this.configuration;
	}

	@Override
	public void writeTicketCache(String principal, Path file, Duration lifetime) {
		Realm realm = realmOf(principal);
		Instant end = Instant.now().plus(lifetime);
		Instant issued = Instant.now().minusSeconds(1);
		Instant start = end.isAfter(issued) ? issued : end.minus(Duration.ofHours(10));
		try {
			CredentialFiles.writeTicketCache(file, realm.issue(principal, realm.grantingService(), start, end));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The ticket cache could not be written: " + file, ex);
		}
	}

	@Override
	public void writeKeytab(String principal, Path file) {
		try {
			CredentialFiles.writeKeytab(file, realmOf(principal).principals().require(principal));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The keytab could not be written: " + file, ex);
		}
	}

	@Override
	public SpnegoAcceptor acceptor(Path keytab) {
		writeKeytab(SERVICE, keytab);
		return new SpnegoAcceptor(realmOf(SERVICE).principals().require(SERVICE), keytab);
	}

	@Override
	public SpnegoAcceptor acceptor(String host, Path keytab) {
		String service = "HTTP/" + host + "@" + KerberosNetwork.SERVICE_REALM;
		realmOf(service).principals().add(service);
		writeKeytab(service, keytab);
		return new SpnegoAcceptor(realmOf(service).principals().require(service), keytab);
	}

	@Override
	public boolean hasUserKeys() {
		return true;
	}

	@Override
	public void close() {
		this.network.leave(this);
	}

}
