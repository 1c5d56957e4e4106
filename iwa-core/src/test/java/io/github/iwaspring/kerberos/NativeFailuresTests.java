package io.github.iwaspring.kerberos;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.ietf.jgss.GSSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NativeFailures} and {@link KerberosFailures} with what MIT's library
 * says, as seen with its versions 1.20.
 */
class NativeFailuresTests {

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
	void whyThereAreNoCredentials(int major, String message, IwaErrorCode code) {
		assertTold(NativeFailures.ofCredentials(failure(major, message)), code);
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
	void whyThereIsNoTicketForTheService(int major, String message, IwaErrorCode code) {
		assertTold(KerberosFailures.ofTicket(failure(major, message), ServiceName.ofHost("sts.contoso.com")), code);
	}

	@Test
	void theCacheThatWasMeantIsNamed() {
		assertThat(NativeFailures.ofCredentials(
				failure(GSSException.NO_CRED, "No Kerberos credentials available (default cache: KEYRING:user:x)")))
			.hasMessageContaining("ticket cache KEYRING:user:x.");
	}

	@Test
	void namesOfServicesStay() {
		assertThat(KerberosFailures
			.withoutUserNames(failure(11, "Server HTTP/sts.contoso.com@CONTOSO.COM not found in Kerberos database")))
			.hasMessageContaining("HTTP/sts.contoso.com@CONTOSO.COM");
	}

	private static void assertTold(IwaException told, IwaErrorCode code) {
		assertThat(told.code()).isEqualTo(code);
		assertThat(told).hasMessageEndingWith(told.action()).hasStackTraceContaining("GSSException");
		assertThat(told.getCause()).message().doesNotContain("alice");
		assertThat(told.getMessage()).doesNotContain("alice");
	}

	private static GSSException failure(int major, String message) {
		return new GSSException(major, 1, message);
	}

}
