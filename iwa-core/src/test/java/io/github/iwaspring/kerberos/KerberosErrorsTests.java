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

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.ietf.jgss.GSSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KerberosErrors}, with messages of the JDK and of MIT's library 1.20.
 */
class KerberosErrorsTests {

	private static final ServicePrincipalName SERVICE = ServicePrincipalName.of(null, "adfs.contoso.com");

	@ParameterizedTest(name = "{0}")
	@CsvSource(
			textBlock = """
					Client not found in Kerberos database (6)                     | principal-unknown           | iwa.kerberos.principal
					Client 'alice@X.COM' not found in Kerberos database           | principal-unknown           | iwa.kerberos.principal
					Server not found in Kerberos database (7) - LOOKING_UP_SERVER | spn-unknown                 | setspn -Q */adfs.contoso.com
					Server HTTP/x@X.COM not found in Kerberos database            | spn-unknown                 | iwa.kerberos.service-principal
					KDC policy rejects request (12)                               | account-locked              | log-on hours
					KDC has no support for encryption type (14)                   | encryption-type-unsupported | AES
					Clients credentials have been revoked (18)                    | account-locked              | unlocks
					Client's credentials have been revoked                        | account-locked              | unlocks
					Password has expired - change password to reset (23)          | password-expired            | Change the password
					Pre-authentication information was invalid (24)               | kerberos-failed             | keytab
					Preauthentication failed                                      | kerberos-failed             | keytab
					Integrity check on decrypted field failed (31) - PREAUTH_FAILED | kerberos-failed           | keytab
					Checksum failed                                               | kerberos-failed             | setspn -Q */adfs.contoso.com
					Ticket expired (32)                                           | ticket-expired              | kinit
					Clock skew too great (37)                                     | clock-skew                  | clock
					Cannot locate KDC                                             | kdc-unreachable             | VPN
					Cannot get kdc for realm X.COM                                | kdc-unreachable             | krb5.conf
					Receive timed out                                             | kdc-unreachable             | DNS
					Cannot contact any KDC for realm 'X.COM'                      | kdc-unreachable             | VPN
					Cannot locate default realm                                   | kerberos-failed             | iwa.kerberos.krb5-conf
					No valid credentials provided (Failed to find any Kerberos tgt) | ticket-missing            | kinit
					Something nobody has met                                      | kerberos-failed             | sun.security.krb5.debug
					""",
			delimiter = '|', quoteCharacter = '"')
	void ofTicketRecognizesMessagesOfBothLibraries(String message, String code, String action) {
		IwaException error = KerberosErrors.ofTicket(failure(GSSException.FAILURE, message), SERVICE);
		assertThat(error.code().id()).isEqualTo(code);
		assertThat(error.stage()).isEqualTo(Stage.KERBEROS);
		assertThat(error.action()).contains(action).doesNotContain("{");
		assertThat(error.description()).doesNotContain("{");
		assertThat(error).hasMessageNotContaining("alice");
	}

	@Test
	void ofTicketWhenCauseHasNumberThenRecognizesIt() {
		Exception failure = new GSSException(GSSException.NO_CRED);
		failure.initCause(new IllegalStateException("Server not found in Kerberos database (7)"));
		assertThat(KerberosErrors.ofTicket(failure, SERVICE).code().id()).isEqualTo("spn-unknown");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|', textBlock = """
			11, Server HTTP/sts.contoso.com@CONTOSO.COM not found in Kerberos database, SPN_UNKNOWN
			11, Ticket expired, TICKET_EXPIRED
			11, Clock skew too great, CLOCK_SKEW
			11, Cannot contact any KDC for realm 'CONTOSO.COM', KDC_UNREACHABLE
			11, Cannot find KDC for realm "CONTOSO.COM", KDC_UNREACHABLE
			11, KDC has no support for encryption type, ENCRYPTION_TYPE_UNSUPPORTED
			11, Client's credentials have been revoked, ACCOUNT_LOCKED
			10, Principal in credential cache does not match desired name, USER_MISMATCH
			10, Credentials cache I/O operation failed, TICKET_MISSING
			13, Credential cache is empty, TICKET_MISSING
			11, Something else, KERBEROS_FAILED
			""")
	void ofTicketTranslatesFailuresOfNativeLibrary(int major, String message, IwaErrorCode code) {
		assertTranslated(KerberosErrors.ofTicket(failure(major, message), SERVICE), code);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|',
			textBlock = """
					13, No Kerberos credentials available (default cache: KCM:), TICKET_MISSING
					13, No Kerberos credentials available: No KCM server found, TICKET_MISSING
					13, No Kerberos credentials available: Unsupported credentials cache format version number (filename: /tmp/cc), TICKET_MISSING
					13, Can't find client principal alice@CONTOSO.COM in cache collection, TICKET_MISSING
					2, Success, TICKET_MISSING
					3, , TICKET_EXPIRED
					8, , TICKET_EXPIRED
					11, Client 'alice@CONTOSO.COM' not found in Kerberos database, PRINCIPAL_UNKNOWN
					11, Cannot contact any KDC for realm 'CONTOSO.COM', KDC_UNREACHABLE
					11, Configuration file does not specify default realm, KERBEROS_FAILED
					""")
	void ofNativeCredentialsTranslatesFailures(int major, String message, IwaErrorCode code) {
		assertTranslated(LoginErrors.ofNative(failure(major, message)), code);
	}

	@Test
	void ofNativeCredentialsWhenTicketMissingThenNamesDefaultCache() {
		assertThat(LoginErrors.ofNative(
				failure(GSSException.NO_CRED, "No Kerberos credentials available (default cache: KEYRING:user:x)")))
			.hasMessageContaining("ticket cache KEYRING:user:x.");
	}

	@Test
	void redactKeepsNamesOfServices() {
		assertThat(KerberosErrors
			.redact(failure(11, "Server HTTP/sts.contoso.com@CONTOSO.COM not found in Kerberos database")))
			.hasMessageContaining("HTTP/sts.contoso.com@CONTOSO.COM");
	}

	@Test
	void redactMasksEnterprisePrincipals() {
		assertThat(KerberosErrors
			.redact(failure(11, "Client 'alice\\@contoso.com@CORP.LOCAL' not found in Kerberos database"))).message()
			.doesNotContain("alice", "contoso");
	}

	private static void assertTranslated(IwaException error, IwaErrorCode code) {
		assertThat(error.code()).isEqualTo(code);
		assertThat(error).hasMessageEndingWith(error.action()).hasStackTraceContaining("GSSException");
		assertThat(error.getCause()).message().doesNotContain("alice");
		assertThat(error.getMessage()).doesNotContain("alice");
	}

	private static GSSException failure(int major, String message) {
		return new GSSException(major, 1, message);
	}

}
