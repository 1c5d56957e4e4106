package io.github.iwaspring.kerberos;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.ietf.jgss.GSSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KerberosMeaning}, with the words of the JDK and of MIT's library.
 */
class KerberosMeaningTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(
			textBlock = """
					Client not found in Kerberos database (6)                     | principal-unknown           | iwa.kerberos.principal
					Client 'alice@X.COM' not found in Kerberos database           | principal-unknown           | iwa.kerberos.principal
					Server not found in Kerberos database (7) - LOOKING_UP_SERVER | spn-unknown                 | setspn -Q */adfs.contoso.com
					Server HTTP/x@X.COM not found in Kerberos database            | spn-unknown                 | iwa.kerberos.service-principal
					KDC policy rejects request (12)                               | kerberos-failed             | log-on hours
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
	void aFailureIsKnownByTheWordsOfEitherLibrary(String words, String code, String action) {
		GSSException failure = new GSSException(GSSException.FAILURE, 1, words);
		IwaException told = KerberosFailures.ofTicket(failure, ServiceName.ofHost("adfs.contoso.com"));
		assertThat(told.code().id()).isEqualTo(code);
		assertThat(told.stage()).isEqualTo(Stage.KERBEROS);
		assertThat(told.action()).contains(action).doesNotContain("%s");
		assertThat(told).hasMessageNotContaining("alice");
	}

	@Test
	void theNumberIsFoundInACauseAsWell() {
		Exception failure = new GSSException(GSSException.NO_CRED);
		failure.initCause(new IllegalStateException("Server not found in Kerberos database (7)"));
		assertThat(KerberosFailures.ofTicket(failure, ServiceName.ofHost("adfs.contoso.com")).code().id())
			.isEqualTo("spn-unknown");
	}

}
