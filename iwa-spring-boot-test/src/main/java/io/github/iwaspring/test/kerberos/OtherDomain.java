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
 * A domain whose domain controller is not the embedded KDC, such as Active Directory. The
 * directory knows only the keys of its own service there. While it is in use, the system
 * property {@code java.security.krb5.conf} names its Kerberos configuration, unless it
 * was set before.
 */
public final class OtherDomain implements KerberosDomain {

	private final Path configuration;

	private final String service;

	private final Path keytab;

	private final boolean configuresJvm;

	/**
	 * Joins a domain.
	 * @param configuration the {@code krb5.conf} that leads to its domain controllers
	 * @param service the principal of the federation service, with its realm
	 * @param keytab the keytab of the federation service, which is read again when it
	 * changes
	 */
	public OtherDomain(Path configuration, String service, Path keytab) {
		this.configuration = configuration;
		this.service = service;
		this.keytab = keytab;
		this.configuresJvm = System.getProperty(KerberosNetwork.CONFIGURATION_PROPERTY) == null;
		if (this.configuresJvm) {
			System.setProperty(KerberosNetwork.CONFIGURATION_PROPERTY, configuration.toString());
		}
	}

	@Override
	public Path configuration() {
		return this.configuration;
	}

	@Override
	public SpnegoAcceptor acceptor(Path unused) {
		return new SpnegoAcceptor(this.service, this.keytab);
	}

	@Override
	public boolean hasUserKeys() {
		return false;
	}

	@Override
	public void writeTicketCache(String principal, Path file, Duration lifetime) {
		throw noKeys();
	}

	@Override
	public void writeKeytab(String principal, Path file) {
		throw noKeys();
	}

	private static UnsupportedOperationException noKeys() {
		return new UnsupportedOperationException(
				"Only the domain controller has the users' keys. Use kinit, or a keytab that was exported there.");
	}

	@Override
	public void close() {
		if (this.configuresJvm) {
			System.clearProperty(KerberosNetwork.CONFIGURATION_PROPERTY);
		}
	}

}
