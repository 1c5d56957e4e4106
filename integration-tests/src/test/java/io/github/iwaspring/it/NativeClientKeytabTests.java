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

package io.github.iwaspring.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.fixtures.KerberosFiles;
import io.github.iwaspring.fixtures.ScriptedKdc;
import io.github.iwaspring.fixtures.SilentKdc;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.kerberos.TicketRequest;
import io.github.iwaspring.test.kerberos.TicketRequest.Kind;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client keytab of the platform's Kerberos, which is MIT's library in a separate JVM:
 * what its failures are called, and how often a wrong key is tried.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
@ExtendWith(SilentKdc.class)
class NativeClientKeytabTests {

	@TempDir
	private Path folder;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private ScriptedKdc kdc;

	@BeforeEach
	void start() throws IOException {
		this.kdc = ScriptedKdc.start();
		KerberosFiles.configuration(this.folder.resolve("krb5.conf"), this.kdc.address());
		KerberosFiles.keytab(keytab(), KerberosFiles.AES256, "alice");
	}

	@AfterEach
	void stop() throws IOException {
		this.kdc.close();
		this.directory.close();
	}

	@Test
	void clientKeytabSignsIn() throws IOException {
		try (MitKerberos mit = MitKerberos.of(this.directory, cache());
				ForkedApplication application = start(mit.environment(), this.directory.keytab(User.ALICE))) {
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.ALICE.upn());
		}
	}

	@Test
	void answerOfTheDomainControllerIsNotAMissingTicket() throws IOException {
		try (ForkedApplication application = start(scripted(), keytab())) {
			for (Map.Entry<Integer, String> answer : Map
				.of(1, "account-locked", 6, "principal-unknown", 12, "account-locked", 14,
						"encryption-type-unsupported", 18, "account-locked", 23, "password-expired", 37, "clock-skew")
				.entrySet()) {
				this.kdc.answer(answer.getKey());
				application.ask("sign-out");
				assertThat(application.ask("token")).startsWith(answer.getValue() + " KERBEROS ")
					.contains("The login with the keytab ", "alice.keytab failed. ")
					.doesNotContain("kinit -c");
			}
		}
	}

	@Test
	void wrongKeyIsTriedOnce() throws IOException {
		this.kdc.refuseKey(24);
		try (ForkedApplication application = start(scripted(), keytab())) {
			for (int call = 0; call < 5; call++) {
				assertThat(application.ask("token")).startsWith("kerberos-failed KERBEROS ")
					.contains("does not accept the key", "wrong since");
				application.ask("sign-out");
				application.ask("doctor");
			}
		}
		assertThat(this.kdc.preauthentications()).isOne();
	}

	@Test
	void ticketIsUsedWithoutAskingForTheKey() throws IOException {
		try (MitKerberos mit = MitKerberos.of(this.directory, cache())) {
			mit.kinit(User.ALICE);
			this.directory.log().clear();
			try (ForkedApplication application = start(mit.environment(), keytab())) {
				assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.ALICE.upn());
			}
		}
		assertThat(this.directory.log().ticketRequests()).extracting(TicketRequest::kind)
			.containsExactly(Kind.SERVICE_TICKET);
	}

	@Test
	void keytabWithoutStrongKeysIsAnUnsupportedEncryptionType() throws IOException {
		this.kdc.refuseKey(24);
		KerberosFiles.keytab(keytab(), KerberosFiles.RC4, "alice");
		try (ForkedApplication application = start(scripted(), keytab())) {
			assertThat(application.ask("token")).startsWith("encryption-type-unsupported KERBEROS ").contains("AES");
		}
	}

	@Test
	void domainControllerThatIsAwayIsUnreachable() throws IOException {
		this.kdc.close();
		try (ForkedApplication application = start(scripted(), keytab())) {
			assertThat(application.ask("token")).startsWith("kdc-unreachable KERBEROS ").contains("VPN");
		}
	}

	@Test
	void clientKeytabThatOnlyTheConfigurationNamesIsFound() throws IOException {
		this.kdc.answer(18);
		Path configuration = this.folder.resolve("krb5.conf");
		Files.writeString(configuration, Files.readString(configuration)
			.replace("[libdefaults]", "[libdefaults]\n  default_client_keytab_name = FILE:" + keytab()));
		MitKerberos.of(this.directory, cache());
		try (ForkedApplication application = ForkedApplication.start(scripted(), List.of(), properties())) {
			assertThat(application.ask("token")).startsWith("account-locked KERBEROS ");
		}
	}

	@Test
	void noClientKeytabIsAMissingTicket() throws IOException {
		try (ForkedApplication application = start(scripted(), this.folder.resolve("none.keytab"))) {
			assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS ").contains("kinit");
		}
		assertThat(this.kdc.requests()).isEmpty();
	}

	private Path keytab() {
		return this.folder.resolve("alice.keytab");
	}

	private String cache() {
		return "FILE:" + this.folder.resolve("krb5cc");
	}

	private Map<String, String> scripted() {
		return Map.of("KRB5_CONFIG", this.folder.resolve("krb5.conf").toString(), "KRB5CCNAME", cache());
	}

	private ForkedApplication start(Map<String, String> kerberos, Path keytab) throws IOException {
		MitKerberos.of(this.directory, cache()); // skips the test without MIT Kerberos
		Map<String, String> environment = new LinkedHashMap<>(kerberos);
		environment.put("KRB5_CLIENT_KTNAME", keytab.toString());
		return ForkedApplication.start(environment, List.of(), properties());
	}

	private Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties());
		properties.remove("iwa.kerberos.ticket-cache");
		properties.remove("iwa.kerberos.krb5-conf");
		properties.put("iwa.kerberos.provider", "native");
		return properties;
	}

}
