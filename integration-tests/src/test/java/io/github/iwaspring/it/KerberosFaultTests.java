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
import java.time.Duration;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.fixtures.KerberosFiles;
import io.github.iwaspring.fixtures.ScriptedKdc;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * An application whose domain controller issues no tickets: what it asks of the domain
 * controller and of the directory, and what it says.
 */
class KerberosFaultTests {

	@TempDir
	private Path folder;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private ScriptedKdc kdc;

	@BeforeEach
	void start() throws IOException {
		this.kdc = ScriptedKdc.start();
		KerberosFiles.configuration(this.folder.resolve("krb5.conf"), this.kdc.address());
	}

	@AfterEach
	void stop() throws IOException {
		this.kdc.close();
		this.directory.close();
	}

	@Test
	void wrongKeyOfAKeytabIsShownOnceByCallersRenewalAndDoctorTogether() throws IOException {
		this.kdc.refuseKey(24);
		try (Application application = keytab()) {
			for (int call = 0; call < 50; call++) {
				IwaException failure = application.refused(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS);
				assertThat(failure.description()).contains("does not accept the key", "wrong since");
				assertThat(failure.retryAfter()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
			}
			application.tokens().signOut();
			application.refused(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS, application::forcedToken);
			assertThat(application.bean(IwaDoctor.class).run().toJson()).contains("wrong since");
		}
		assertThat(this.kdc.preauthentications()).isOne();
		assertThat(this.directory.log().requests()).hasSizeLessThanOrEqualTo(4);
	}

	@Test
	void newKeytabEndsThePause() throws IOException {
		this.kdc.refuseKey(24);
		try (Application application = keytab()) {
			application.refused(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS);
			Files.delete(this.folder.resolve("alice.keytab"));
			KerberosFiles.keytab(this.folder.resolve("alice.keytab"), KerberosFiles.RC4, "alice");
			application.refused(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, Stage.KERBEROS);
		}
	}

	@Test
	void timeOutWhileADomainControllerIsSilentNamesIt() throws IOException {
		this.kdc.answer((request) -> new byte[0]);
		KerberosFiles.ticketCache(this.folder.resolve("krb5cc"), "alice");
		try (Application application = Application.start(this.directory.properties(),
				"iwa.kerberos.ticket-cache=" + this.folder.resolve("krb5cc"),
				"iwa.kerberos.krb5-conf=" + this.folder.resolve("krb5.conf"), "iwa.token.acquire-timeout=2s")) {
			IwaException failure = application.refused(IwaErrorCode.TIMEOUT, Stage.KERBEROS);
			assertThat(failure.description()).contains("No domain controller answered in that time.");
			assertThat(failure.action()).contains("krb5.conf", "port 88").doesNotContain("that host");
		}
	}

	@Test
	void serviceThatIsAnAccountIsExplained() {
		try (Application application = Application.start(this.directory.properties(),
				"iwa.kerberos.service-principal=svc-adfs@CONTOSO.COM")) {
			IwaException failure = catchThrowableOfType(IwaException.class, () -> application.tokens().getToken());
			assertThat(failure.code()).isEqualTo(IwaErrorCode.SPN_UNKNOWN);
			assertThat(failure.action()).contains("read as a service on the host CONTOSO.COM", "HTTP/adfs.contoso.com");
		}
	}

	@Test
	void serviceOfAnUnknownRealmIsExplained() {
		try (Application application = Application.start(this.directory.properties(User.ALICE),
				"iwa.kerberos.service-principal=HTTP/localhost@NOWHERE.TEST")) {
			IwaException failure = catchThrowableOfType(IwaException.class, () -> application.tokens().getToken());
			assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
			assertThat(failure.action()).contains("iwa.kerberos.service-principal", "[capaths]");
		}
	}

	private Application keytab() throws IOException {
		KerberosFiles.keytab(this.folder.resolve("alice.keytab"), KerberosFiles.AES256, "alice");
		return Application.start(this.directory.properties(), "iwa.kerberos.ticket-cache=",
				"iwa.kerberos.keytab=" + this.folder.resolve("alice.keytab"),
				"iwa.kerberos.principal=alice@CONTOSO.COM",
				"iwa.kerberos.krb5-conf=" + this.folder.resolve("krb5.conf"));
	}

}
