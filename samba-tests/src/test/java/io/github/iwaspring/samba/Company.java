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

package io.github.iwaspring.samba;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.iwaspring.test.EmbeddedDirectory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A company with Samba's domain on premises, where the federation service is the embedded
 * one and has a service account, and with the embedded Entra ID. One process for each
 * provider of Kerberos signs in again and again.
 */
final class Company implements AutoCloseable {

	/**
	 * The account of the federation service.
	 */
	static final Account SERVICE = Account.of("svc-adfs");

	/**
	 * An account of another service.
	 */
	static final Account OTHER_SERVICE = Account.of("svc-other").withPassword("Passw0rd-of-another");

	static final String SERVICE_NAME = "HTTP/localhost";

	private static final String SERVICE_PRINCIPAL = SERVICE_NAME + "@" + SambaDomain.REALM;

	private static final String WITH_AES = "msDS-SupportedEncryptionTypes: 24";

	private static final String WITH_SERVICE_NAME = "servicePrincipalName: " + SERVICE_NAME;

	/**
	 * So many that the ticket of a member is larger than HTTP.SYS takes (16384 bytes).
	 */
	private static final int GROUPS = 1400;

	final SambaDomain domain;

	final EmbeddedDirectory directory;

	final Path cache;

	final Path keytab;

	final Path serviceKeytab;

	private final Path folder;

	private final Map<String, OtherProcess> processes = new LinkedHashMap<>();

	private Company(Path folder) throws IOException {
		this.folder = folder;
		this.cache = folder.resolve("krb5cc");
		this.keytab = folder.resolve("client.keytab");
		this.domain = SambaDomain.start(Files.createDirectory(folder.resolve("samba")));
		this.domain.add(accounts());
		this.serviceKeytab = this.domain.exportKeytab(SERVICE_NAME, folder.resolve("http.keytab"));
		// AD FS takes RC4 as well
		Path krb5Conf = Files.writeString(folder.resolve("adfs-krb5.conf"),
				SambaDomain.krb5Conf(SambaDomain.ADDRESS).replace("[realms]", "  allow_weak_crypto = true\n[realms]"));
		this.directory = EmbeddedDirectory
			.start((options) -> options.users(People.users()).domain(krb5Conf, SERVICE_PRINCIPAL, this.serviceKeytab));
	}

	/**
	 * Starts everything. Skips the tests, and says so, where there is no Samba.
	 */
	static Company start(Path folder) throws IOException {
		List<String> missing = SambaDomain.missing();
		if (!missing.isEmpty()) {
			System.err.println(
					"== THE TESTS AGAINST SAMBA ARE SKIPPED, BECAUSE THIS IS MISSING: " + String.join(", ", missing));
		}
		assumeTrue(missing.isEmpty(), () -> "SKIPPED: Samba cannot be started here without " + missing);
		return new Company(folder);
	}

	private static String accounts() {
		String people = People.ALL.stream().map(Person::toAdd).collect(Collectors.joining());
		String services = SERVICE.toAdd(WITH_SERVICE_NAME, WITH_AES) + OTHER_SERVICE.toAdd(WITH_AES);
		String groups = IntStream.range(0, GROUPS)
			.mapToObj((number) -> People.MEMBER.account().toAddGroup("group-" + number))
			.collect(Collectors.joining());
		return people + services + groups;
	}

	/**
	 * The environment of a process that uses the platform's Kerberos.
	 */
	private Map<String, String> environment() {
		return Map.of("KRB5_CONFIG", this.domain.krb5Conf().toString(), "KRB5CCNAME", "FILE:" + this.cache,
				"KRB5_CLIENT_KTNAME", "FILE:" + this.keytab);
	}

	/**
	 * Signs in.
	 * @param clock the clock of the process, as faketime takes it; empty for the
	 * machine's
	 */
	Outcome signIn(Provider provider, String clock, Map<String, String> properties) {
		return this.processes.computeIfAbsent(provider + clock, (key) -> {
			Map<String, String> environment = (provider == Provider.NATIVE) ? environment() : Map.of();
			return clock.isEmpty() ? OtherProcess.start(environment)
					: OtherProcess.start(environment, "faketime", "-f", clock);
		}).signIn(properties);
	}

	/**
	 * The properties of an application, without those that say whose ticket it uses.
	 */
	Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties());
		properties.remove("iwa.kerberos.ticket-cache");
		properties.remove("iwa.kerberos.krb5-conf");
		return properties;
	}

	/**
	 * Forgets everything that a sign-in left: tickets, keytabs and requests.
	 */
	void forget() {
		try {
			for (Path file : List.of(this.cache, this.keytab)) {
				Files.deleteIfExists(file);
			}
			Files.writeString(this.domain.krb5Conf(), SambaDomain.krb5Conf(SambaDomain.ADDRESS));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.directory.log().clear();
		this.domain.log().clear();
	}

	/**
	 * Gives the federation service its name, password and keys again.
	 */
	void restoreService() {
		this.domain.modifyUnchecked(OTHER_SERVICE.toReplace("servicePrincipalName:"));
		this.domain.modify(SERVICE.toReplace(WITH_SERVICE_NAME) + SERVICE.toReplace(WITH_AES)
				+ SERVICE.toReplacePassword(SERVICE.password()));
		this.domain.exportKeytab(SERVICE_NAME, this.serviceKeytab);
	}

	Path file(String name) {
		return this.folder.resolve(name);
	}

	@Override
	public void close() {
		this.processes.values().forEach(OtherProcess::close);
		this.directory.close();
		this.domain.close();
	}

	/**
	 * The provider of Kerberos.
	 */
	enum Provider {

		JAVA, NATIVE

	}

}
