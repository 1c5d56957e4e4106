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

import java.nio.file.Path;
import java.time.Duration;

/**
 * The Kerberos realms that the users and services of one directory belong to.
 */
public interface KerberosDomain extends AutoCloseable {

	/**
	 * Returns the Kerberos configuration that leads to the KDCs.
	 * @return the {@code krb5.conf}
	 */
	Path configuration();

	/**
	 * Creates an acceptor for the service principal that all origins share.
	 * @param keytab a file for the service's keys, which a domain with a keytab of its
	 * own does not use
	 * @return the acceptor
	 */
	SpnegoAcceptor acceptor(Path keytab);

	/**
	 * Creates an acceptor for the service principal of a host.
	 * @param host the name of the host
	 * @param keytab a file for the service's keys
	 * @return the acceptor
	 */
	default SpnegoAcceptor acceptor(String host, Path keytab) {
		throw new UnsupportedOperationException("This domain has no service principal for " + host);
	}

	/**
	 * Returns whether tickets and keytabs can be written here.
	 * @return {@code false} if another KDC has the users' keys
	 */
	boolean hasUserKeys();

	/**
	 * Writes a ticket cache with a ticket-granting ticket, as {@code kinit} does.
	 * @param principal the principal to sign in
	 * @param file the cache to replace
	 * @param lifetime how long the ticket is valid from now; negative for one that has
	 * expired
	 */
	void writeTicketCache(String principal, Path file, Duration lifetime);

	/**
	 * Writes a keytab with the keys of a principal.
	 * @param principal the principal
	 * @param file the keytab to replace
	 */
	void writeKeytab(String principal, Path file);

	@Override
	void close();

}
