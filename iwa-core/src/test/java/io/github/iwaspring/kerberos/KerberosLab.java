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

package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.fixtures.KerberosFiles;
import io.github.iwaspring.fixtures.ScriptedKdc;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A folder with Kerberos files, a scripted domain controller, and the JDK's real Kerberos
 * that uses them.
 */
final class KerberosLab implements AutoCloseable {

	static final String ALICE = "alice@" + KerberosFiles.REALM;

	private final @Nullable String configurationBefore = System.getProperty(Krb5Configuration.PROPERTY);

	private final Path folder;

	final ScriptedKdc kdc = ScriptedKdc.start();

	Instant now = Instant.now();

	KerberosLab(Path folder) throws IOException {
		this.folder = folder;
		KerberosFiles.configuration(configuration(), this.kdc.address());
	}

	Path configuration() {
		return file("krb5.conf");
	}

	Path file(String name) {
		return this.folder.resolve(name);
	}

	/**
	 * Credentials of a ticket cache of Alice.
	 */
	JavaKerberosCredentials ticketCache() throws IOException {
		return credentials(settings(KerberosFiles.ticketCache(file("krb5cc"), "alice"), null, null));
	}

	/**
	 * Credentials of a keytab with a key of Alice, which is always wrong.
	 */
	JavaKerberosCredentials keytab() throws IOException {
		return keytab(KerberosFiles.keytab(file("alice.keytab"), KerberosFiles.AES256, "alice"), ALICE);
	}

	JavaKerberosCredentials keytab(Path keytab, String principal) {
		return credentials(settings(null, keytab, principal));
	}

	KerberosSettings settings(@Nullable Path ticketCache, @Nullable Path keytab, @Nullable String principal) {
		return new KerberosSettings(IwaKerberosProvider.JAVA, ticketCache, keytab, principal, configuration(), null,
				IwaChannelBinding.AUTO);
	}

	JavaKerberosCredentials credentials(KerberosSettings settings) {
		InstantSource clock = () -> this.now;
		return new JavaKerberosCredentials(settings, clock);
	}

	/**
	 * Signs in as far as the ticket for AD FS, which this domain controller never issues.
	 */
	static IwaException failure(KerberosCredentials credentials) {
		return catchThrowableOfType(IwaException.class, () -> {
			try (SpnegoContext context = credentials.current().createContext("adfs.contoso.com", () -> null)) {
				context.nextToken(null);
			}
		});
	}

	@Override
	public void close() throws IOException {
		this.kdc.close();
		if (this.configurationBefore == null) {
			System.clearProperty(Krb5Configuration.PROPERTY);
		}
		else {
			System.setProperty(Krb5Configuration.PROPERTY, this.configurationBefore);
		}
	}

}
