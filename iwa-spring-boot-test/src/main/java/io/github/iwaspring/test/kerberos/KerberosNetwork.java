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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

import io.github.iwaspring.test.support.Closeables;
import org.jspecify.annotations.Nullable;

/**
 * The Kerberos realms of the JVM. All embedded directories share them, because the JDK
 * has only one Kerberos configuration. {@code CONTOSO.COM}, the realm of the services,
 * trusts {@code CORP.LOCAL}. The first member starts the KDCs and the last one stops
 * them, which makes all their tickets invalid.
 */
public final class KerberosNetwork {

	static final String CONFIGURATION_PROPERTY = "java.security.krb5.conf";

	static final String SERVICE_REALM = "CONTOSO.COM";

	private static final String TRUSTED_REALM = "CORP.LOCAL";

	private static final Object LOCK = new Object();

	private static @Nullable KerberosNetwork current;

	private static @Nullable Path configuration;

	private final Set<KerberosMembership> members = new CopyOnWriteArraySet<>();

	private final Closeables closeables = new Closeables();

	private final List<Realm> realms;

	private final boolean configuresJvm;

	private KerberosNetwork(Path file) throws IOException {
		Consumer<TicketRequest> listener = (request) -> this.members.forEach((member) -> member.reached(request));
		Realm services = this.closeables.add(new Realm(SERVICE_REALM, listener));
		try {
			Realm users = this.closeables.add(new Realm(TRUSTED_REALM, listener));
			String trust = "krbtgt/" + SERVICE_REALM + "@" + TRUSTED_REALM;
			users.principals().add(trust);
			services.principals().share(users.principals().require(trust));
			services.principals().add(KerberosMembership.SERVICE);
			this.realms = List.of(services, users);
			Files.writeString(file, Krb5Conf.text(SERVICE_REALM, this.realms));
		}
		catch (IOException | RuntimeException ex) {
			this.closeables.close();
			throw ex;
		}
		this.configuresJvm = System.getProperty(CONFIGURATION_PROPERTY) == null;
		if (this.configuresJvm) {
			System.setProperty(CONFIGURATION_PROPERTY, file.toString());
		}
	}

	/**
	 * Joins the network, and starts it if it is not running.
	 * @param principals the principals of the users
	 * @param listener the listener for messages that reach a KDC, called on the KDC's
	 * threads
	 * @return the membership, which the caller must close
	 */
	public static KerberosMembership join(List<String> principals, Consumer<TicketRequest> listener) {
		synchronized (LOCK) {
			KerberosMembership member = join(listener);
			try {
				principals.forEach((principal) -> member.realmOf(principal).principals().add(principal));
				return member;
			}
			catch (RuntimeException ex) {
				member.close();
				throw ex;
			}
		}
	}

	private static KerberosMembership join(Consumer<TicketRequest> listener) {
		try {
			Path file = configurationFile();
			KerberosNetwork network = current;
			if (network == null) {
				network = new KerberosNetwork(file);
				current = network;
			}
			KerberosMembership member = new KerberosMembership(network, file, listener);
			network.members.add(member);
			return member;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The KDC of the embedded directory could not be started", ex);
		}
	}

	void leave(KerberosMembership member) {
		synchronized (LOCK) {
			if (this.members.remove(member) && this.members.isEmpty()) {
				current = null;
				this.closeables.close();
				if (this.configuresJvm) {
					System.clearProperty(CONFIGURATION_PROPERTY);
				}
			}
		}
	}

	Realm realm(String name) {
		return this.realms.stream()
			.filter((realm) -> realm.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("The embedded directory has no realm " + name));
	}

	/**
	 * The file of the configuration. It stays the same as long as the JVM runs, because
	 * the JDK and applications keep its path.
	 */
	private static Path configurationFile() throws IOException {
		Path file = configuration;
		if (file == null) {
			Path directory = Files.createTempDirectory("iwa-krb5-");
			file = directory.resolve("krb5.conf");
			directory.toFile().deleteOnExit();
			file.toFile().deleteOnExit();
			configuration = file;
		}
		return file;
	}

}
