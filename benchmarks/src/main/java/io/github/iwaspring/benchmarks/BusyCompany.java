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

package io.github.iwaspring.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.iwaspring.samba.Account;
import io.github.iwaspring.samba.KeytabFile;
import io.github.iwaspring.samba.SambaDomain;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;

/**
 * A company with Samba's domain on premises, and with the embedded AD FS and Entra ID.
 */
final class BusyCompany implements AutoCloseable {

	/**
	 * The account of an application.
	 */
	static final Account BOB = Account.of("bob");

	/**
	 * The account of an application that an administrator has disabled.
	 */
	static final Account DISABLED = Account.of("dora");

	/**
	 * The account of the federation service.
	 */
	static final Account SERVICE = Account.of("svc-adfs");

	private static final String SERVICE_NAME = "HTTP/localhost";

	private static final String SERVICE_PRINCIPAL = SERVICE_NAME + "@" + SambaDomain.REALM;

	private static final String WITH_SERVICE_NAME = "servicePrincipalName: " + SERVICE_NAME;

	private static final String[] ENCRYPTION_TYPES = { "AES256", "AES128" };

	private final Path folder;

	private final SambaDomain domain;

	private final Path serviceKeytab;

	private final EmbeddedDirectory directory;

	BusyCompany(Path folder) throws IOException {
		this.folder = folder;
		this.domain = SambaDomain.start(Files.createDirectory(folder.resolve("samba")));
		this.domain.add(
				BOB.toAdd() + DISABLED.toAdd() + SERVICE.toAdd(WITH_SERVICE_NAME, "msDS-SupportedEncryptionTypes: 24"));
		this.domain.modify(DISABLED.toReplace("userAccountControl: 514"));
		this.serviceKeytab = this.domain.exportKeytab(SERVICE_NAME, folder.resolve("http.keytab"));
		this.directory = EmbeddedDirectory.start((options) -> options.users(user(BOB), user(DISABLED))
			.domain(this.domain.krb5Conf(), SERVICE_PRINCIPAL, this.serviceKeytab));
	}

	private static User user(Account account) {
		return new User(account.principal(), account.name() + "@contoso.com", account.name(), User.Standing.FEDERATED);
	}

	SambaDomain domain() {
		return this.domain;
	}

	EmbeddedDirectory directory() {
		return this.directory;
	}

	/**
	 * Returns the properties of an application with a keytab, as {@code --key=value}.
	 */
	String[] arguments(Keytab keytab, Path krb5Conf) {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties());
		properties.remove("iwa.kerberos.ticket-cache");
		properties.put("iwa.kerberos.provider", "java");
		properties.put("iwa.kerberos.krb5-conf", krb5Conf.toString());
		properties.put("iwa.kerberos.keytab", keytab.file().toString());
		properties.put("iwa.kerberos.principal", keytab.principal());
		return properties.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

	/**
	 * Writes a keytab with the keys of an account.
	 */
	Keytab keytab(Account account) {
		Path file = KeytabFile.write(file(".keytab"), account.principal(), account, ENCRYPTION_TYPES);
		return new Keytab(file, account.principal());
	}

	/**
	 * Returns the Kerberos configuration that leads to the domain controller.
	 */
	Path krb5Conf() {
		return this.domain.krb5Conf();
	}

	/**
	 * Writes a Kerberos configuration.
	 */
	Path krb5Conf(String controller) {
		try {
			return Files.writeString(file(".conf"), SambaDomain.krb5Conf(controller));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path file(String suffix) {
		try {
			return Files.createTempFile(this.folder, "application", suffix);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Gives AD FS the keys of an account in place of its own.
	 */
	void replaceServiceKey(Account account) {
		KeytabFile.write(this.serviceKeytab, SERVICE_PRINCIPAL, account, ENCRYPTION_TYPES);
	}

	/**
	 * Takes back what was done to AD FS and to Entra ID.
	 */
	void restore() {
		this.domain.modify(SERVICE.toReplace(WITH_SERVICE_NAME));
		this.domain.exportKeytab(SERVICE_NAME, this.serviceKeytab);
		this.directory.on(Hop.TOKEN).reset();
	}

	void clearLogs() {
		this.domain.log().clear();
		this.directory.log().clear();
	}

	/**
	 * Returns how many HTTP requests arrived since the logs were cleared.
	 */
	int requests() {
		return this.directory.log().requests().size();
	}

	@Override
	public void close() {
		this.directory.close();
		this.domain.close();
	}

	/**
	 * A keytab with one principal.
	 *
	 * @param file the file
	 * @param principal the principal
	 */
	record Keytab(Path file, String principal) {

	}

}
