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
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.fixtures.KerberosFiles;
import io.github.iwaspring.support.Redaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginErrors} with the JDK's real Kerberos.
 */
class LoginErrorsTests {

	private static final String LOGON_SERVER = "Java for Windows asks that server about every realm";

	private KerberosLab lab;

	@BeforeEach
	void start(@TempDir Path folder) throws IOException {
		this.lab = new KerberosLab(folder);
	}

	@AfterEach
	void stop() throws IOException {
		this.lab.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			includedir /etc/krb5.conf.d/    | includedir /etc/krb5.conf.d/
			include /etc/other.conf         | include /etc/other.conf
			[libdefaults                    | [libdefaults
			[]                              | []
			default_realm CONTOSO.COM       | default_realm CONTOSO.COM
			"[realms]~  X = {~    kdc = y"  | X = {
			"  y = {"                       | y = {
			}                               | }
			"[libdefaults]~  ticket_lifetime = 1 day" | ticket_lifetime = 1 day
			""")
	void configurationThatJavaRefusesIsQuotedByLineAndFile(String more, String quoted) throws IOException {
		String configuration = Files.readString(this.lab.configuration()) + more.replace('~', '\n') + "\n";
		Files.writeString(this.lab.configuration(), configuration);
		int line = configuration.lines().map(String::strip).toList().lastIndexOf(quoted) + 1;
		for (KerberosCredentials credentials : new KerberosCredentials[] { this.lab.ticketCache(),
				this.lab.keytab() }) {
			IwaException failure = KerberosLab.failure(credentials);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
			assertThat(failure.stage()).isEqualTo(Stage.KERBEROS);
			assertThat(failure.description())
				.contains(Redaction.path(this.lab.configuration().toString()), "line " + line + ": '")
				.endsWith(quoted + "'.");
			assertThat(failure.isLocal()).isTrue();
		}
		assertThat(this.lab.kdc.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "include /nowhere/krb5.conf", "includedir /nowhere", "includedir relative" })
	void includedFileThatIsMissingIsQuoted(String line) throws IOException {
		Files.writeString(this.lab.configuration(), line + "\n" + Files.readString(this.lab.configuration()));
		IwaException failure = KerberosLab.failure(this.lab.ticketCache());
		assertThat(failure.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
		assertThat(failure.description()).contains("line 1: '" + line + "'");
	}

	@Test
	void lineOfIncludedFileIsQuotedWithoutItsNumber() throws IOException {
		Path included = Files.writeString(this.lab.file("more.conf"), "[libdefaults]\n  forwardable\n");
		Files.writeString(this.lab.configuration(),
				"include " + included + "\n" + Files.readString(this.lab.configuration()));
		assertThat(KerberosLab.failure(this.lab.keytab()).description()).contains("a file that is included",
				"'forwardable'");
	}

	@Test
	void configurationInOtherCharsetIsNamed() throws IOException {
		Files.writeString(this.lab.configuration(), "# für alle\n" + Files.readString(this.lab.configuration()),
				StandardCharsets.ISO_8859_1);
		IwaException failure = KerberosLab.failure(this.lab.ticketCache());
		assertThat(failure.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
		assertThat(failure.description()).contains(Redaction.path(this.lab.configuration().toString()), "UTF-8");
	}

	@Test
	void configurationWithoutEncryptionTypesOfJavaIsNamed() throws IOException {
		Files.writeString(this.lab.configuration(), Files.readString(this.lab.configuration())
				+ "[libdefaults]\n default_tkt_enctypes = rc4-hmac\n default_tgs_enctypes = rc4-hmac\n");
		for (KerberosCredentials credentials : new KerberosCredentials[] { this.lab.ticketCache(),
				this.lab.keytab() }) {
			IwaException failure = KerberosLab.failure(credentials);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED);
			assertThat(failure.action()).contains("default_tgs_enctypes");
			assertThat(failure.isLocal()).isTrue();
		}
	}

	@Test
	void closedPortIsAnUnreachableDomainController() throws IOException {
		try (ServerSocket closed = new ServerSocket(0)) {
			KerberosFiles.configuration(this.lab.configuration(), "127.0.0.1:" + closed.getLocalPort());
		}
		// not every system says that nobody listens
		set("kdc_timeout = 1000", "max_retries = 1");
		assertUnreachable();
	}

	@Test
	void connectionThatClosesAtOnceIsAnUnreachableDomainController() throws IOException {
		this.lab.kdc.answer((request) -> new byte[0]);
		useTcp();
		assertUnreachable();
	}

	@Test
	void closedPortOverTcpIsAnUnreachableDomainController() throws IOException {
		try (ServerSocket closed = new ServerSocket(0)) {
			KerberosFiles.configuration(this.lab.configuration(), "127.0.0.1:" + closed.getLocalPort());
		}
		useTcp();
		assertUnreachable();
	}

	@Test
	void unknownHostIsAnUnreachableDomainController() throws IOException {
		KerberosFiles.configuration(this.lab.configuration(), "dc01.invalid");
		assertUnreachable();
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "LOGONSERVER", matches = ".+", disabledReason = LOGON_SERVER)
	void realmWithoutDomainControllerIsFoundWithoutARequestAtALogin() throws IOException {
		KerberosFiles.configuration(this.lab.configuration());
		assertThat(realmWithoutDomainController(this.lab.keytab()).isLocal()).isTrue();
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "LOGONSERVER", matches = ".+", disabledReason = LOGON_SERVER)
	void realmWithoutDomainControllerMayFollowAReferralWhereThereIsATicket() throws IOException {
		KerberosFiles.configuration(this.lab.configuration());
		assertThat(realmWithoutDomainController(this.lab.ticketCache()).isLocal()).isFalse();
	}

	private static IwaException realmWithoutDomainController(KerberosCredentials credentials) {
		IwaException failure = KerberosLab.failure(credentials);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.KDC_UNREACHABLE);
		assertThat(failure.action()).contains("spelling of the realm");
		return failure;
	}

	@Test
	void answerThatIsNotKerberosIsNamed() throws IOException {
		this.lab.kdc.answer((request) -> "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		for (KerberosCredentials credentials : new KerberosCredentials[] { this.lab.ticketCache(),
				this.lab.keytab() }) {
			IwaException failure = KerberosLab.failure(credentials);
			assertThat(failure.code()).as(String.valueOf(failure.getCause())).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
			assertThat(failure.getMessage()).contains("'kdc' in krb5.conf");
		}
	}

	@Test
	void missingKeytabIsNamed() {
		assertKeytab(KerberosLab.failure(this.lab.keytab(this.lab.file("none.keytab"), KerberosLab.ALICE)),
				IwaErrorCode.TICKET_MISSING, "does not exist");
	}

	@Test
	void fileThatIsNotAKeytabIsNamed() throws IOException {
		Path text = Files.writeString(this.lab.file("text.keytab"), "not a keytab");
		assertKeytab(KerberosLab.failure(this.lab.keytab(text, KerberosLab.ALICE)), IwaErrorCode.TICKET_MISSING,
				"is not a keytab");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bob@CONTOSO.COM", "alice/admin@CONTOSO.COM", "alice.b@CONTOSO.COM" })
	void keytabOfOtherPrincipalNamesItsOwn(String principal) throws IOException {
		Path keytab = KerberosFiles.keytab(this.lab.file("alice.keytab"), KerberosFiles.AES256, "alice");
		assertKeytab(KerberosLab.failure(this.lab.keytab(keytab, principal)), IwaErrorCode.TICKET_MISSING,
				"it has keys of a***@CONTOSO.COM");
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "LOGONSERVER", matches = ".+", disabledReason = LOGON_SERVER)
	void realmInLowerCaseIsAskedAboutWithoutARequest() throws IOException {
		Path keytab = KerberosFiles.keytab(this.lab.file("alice.keytab"), KerberosFiles.AES256, "alice");
		IwaException failure = KerberosLab.failure(this.lab.keytab(keytab, "alice@contoso.com"));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.KDC_UNREACHABLE);
		assertThat(failure.action()).contains("spelling of the realm");
		assertThat(failure.isLocal()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 23, 16, 3 })
	void keytabWithoutStrongKeysIsAnUnsupportedEncryptionType(int type) throws IOException {
		Path keytab = KerberosFiles.keytab(this.lab.file("weak.keytab"), type, "alice");
		assertKeytab(KerberosLab.failure(this.lab.keytab(keytab, KerberosLab.ALICE)),
				IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, "weak encryption types");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jane doe", "o'neil", "x#y", "jane@contoso.com" })
	void keytabOfUnusualNameIsUsed(String name) throws IOException {
		this.lab.kdc.answer(18);
		Path keytab = KerberosFiles.keytab(this.lab.file("unusual.keytab"), KerberosFiles.AES256, name);
		IwaException failure = KerberosLab.failure(this.lab.keytab(keytab, name.replace("@", "\\@") + "@CONTOSO.COM"));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.ACCOUNT_LOCKED);
	}

	@ParameterizedTest
	@CsvSource({ "23, 3600, ENCRYPTION_TYPE_UNSUPPORTED, its encryption type 23", "18, -60, TICKET_EXPIRED, expired at",
			"16, 3600, ENCRYPTION_TYPE_UNSUPPORTED, its encryption type 16" })
	void ticketThatJavaDoesNotUseIsExplained(int keyType, int seconds, IwaErrorCode code, String words)
			throws IOException {
		Path cache = KerberosFiles.ticketCache(this.lab.file("cc"), keyType, Instant.now().plusSeconds(seconds),
				"alice");
		IwaException failure = KerberosLab.failure(this.lab.credentials(this.lab.settings(cache, null, null)));
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.description()).contains(words);
		assertThat(failure.isLocal()).isTrue();
	}

	@Test
	void enterpriseNameInTicketCacheIsSpeltAsJavaDoes() throws IOException {
		Path cache = KerberosFiles.ticketCache(this.lab.file("cc"), "jane.doe@contoso.com");
		JavaKerberosCredentials credentials = this.lab.credentials(this.lab.settings(cache, null, null));
		String principal = credentials.current().principal();
		assertThat(principal).isEqualTo("jane.doe\\@contoso.com@CONTOSO.COM")
			.isEqualTo(TicketCache.at(cache.toString()).principal());
		this.lab.kdc.answer(18);
		JavaKerberosCredentials configured = this.lab.credentials(this.lab.settings(cache, null, principal));
		assertThat(KerberosLab.failure(configured).code()).isEqualTo(IwaErrorCode.ACCOUNT_LOCKED);
	}

	private void useTcp() throws IOException {
		set("udp_preference_limit = 1");
	}

	private void set(String... defaults) throws IOException {
		Files.writeString(this.lab.configuration(), Files.readString(this.lab.configuration())
			.replace("[libdefaults]", "[libdefaults]\n  " + String.join("\n  ", defaults)));
	}

	private void assertUnreachable() throws IOException {
		for (KerberosCredentials credentials : new KerberosCredentials[] { this.lab.ticketCache(),
				this.lab.keytab() }) {
			IwaException failure = KerberosLab.failure(credentials);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.KDC_UNREACHABLE);
			assertThat(failure.action()).contains("VPN");
			assertThat(failure.isLocal()).isFalse();
		}
	}

	private void assertKeytab(IwaException failure, IwaErrorCode code, String words) {
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.description()).contains(words).doesNotContain("alice@", "bob@");
		assertThat(failure.isLocal()).isTrue();
		assertThat(this.lab.kdc.requests()).isEmpty();
	}

}
