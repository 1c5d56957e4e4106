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

package io.github.iwaspring.kerberos.sspi;

import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.kerberos.sspi.StandIn.Books;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a user reads about each status that a function of SSPI is documented to return, or
 * that a domain controller is known to cause. Each status has a user of its own, since
 * the process remembers whose credentials were wrong.
 */
@EnabledOnOs(OS.WINDOWS)
class StatusTests {

	private static final String HOST = "adfs.contoso.test";

	private static final int CONTINUE_NEEDED = 0x00090312;

	private static final int COMPLETE_AND_CONTINUE = 0x00090314;

	private static final int LOGON_DENIED = 0x8009030C;

	/**
	 * Tokens of SPNEGO that offer and accept Kerberos, without a message.
	 */
	private static final byte[] FIRST = HexFormat.of()
		.parseHex("601b06062b0601050502a011300fa00d300b06092a864886f712010202");

	private static final byte[] SECOND = HexFormat.of().parseHex("a1143012a0030a0100a10b06092a864886f712010202");

	private static final AtomicInteger USERS = new AtomicInteger();

	private final SspiCredentials credentials = new SspiCredentials(null, IwaChannelBinding.AUTO, JnaSspi::load,
			System.getenv("COMPUTERNAME"));

	@BeforeEach
	void nextUser() {
		StandIn.reset();
		StandIn.name("CONTOSO\\user" + USERS.incrementAndGet());
	}

	@AfterEach
	void everythingIsFreed() {
		assertThat(StandIn.books()).isEqualTo(Books.CLOSED);
	}

	@ParameterizedTest
	@CsvSource({ "SEC_E_INSUFFICIENT_MEMORY, 80090300, kerberos-failed, ran out of resources, restart Windows",
			"SEC_E_INTERNAL_ERROR, 80090304, kerberos-failed, Local Security Authority, System event log",
			"SEC_E_SECPKG_NOT_FOUND, 80090305, provider-unavailable, package Negotiate, security packages of the LSA",
			"SEC_E_NOT_OWNER, 80090306, ticket-missing, does not let this process use, do not impersonate",
			"SEC_E_UNKNOWN_CREDENTIALS, 8009030D, ticket-missing, no Kerberos credentials, not as a local account",
			"SEC_E_NO_CREDENTIALS, 8009030E, ticket-missing, no Kerberos credentials, not as a local account",
			"SEC_E_NO_AUTHENTICATING_AUTHORITY, 80090311, kdc-unreachable, No domain controller, VPN",
			"SEC_I_INCOMPLETE_CREDENTIALS, 00090320, kerberos-failed, are incomplete, Sign out of Windows",
			"STATUS_NO_SUCH_LOGON_SESSION, C000005F, ticket-missing, logon session of this process, restart the process",
			"SEC_E_TARGET_UNKNOWN, 80090303, kerberos-failed, did not open the credentials, System event log",
			"'', 8009FFFF, kerberos-failed, did not open the credentials, System event log" })
	void acquireCredentialsHandleFails(String name, String status, String code, String description, String action) {
		SpnegoContext context = context();
		StandIn.acquireReturns(status(status));
		assertSays(catchThrowableOfType(IwaException.class, this.credentials::current), name, status, code, description,
				action);
		assertSays(failure(context, null), name, status, code, description, action);
	}

	@ParameterizedTest
	@CsvSource({ "SEC_E_INSUFFICIENT_MEMORY, 80090300, kerberos-failed, ran out of resources, MaxTokenSize",
			"SEC_E_INVALID_HANDLE, 80090301, kerberos-failed, no longer knows the credentials, Try again",
			"SEC_E_UNSUPPORTED_FUNCTION, 80090302, kerberos-failed, does not support, report it",
			"SEC_E_TARGET_UNKNOWN, 80090303, spn-unknown, does not know the service HTTP/adfs.contoso.test, setspn -Q */adfs.contoso.test",
			"SEC_E_INTERNAL_ERROR, 80090304, kerberos-failed, Local Security Authority, System event log",
			"SEC_E_NOT_OWNER, 80090306, ticket-missing, does not let this process use, do not impersonate",
			"SEC_E_INVALID_TOKEN, 80090308, kerberos-failed, could not make a ticket, klist.exe get HTTP/adfs.contoso.test",
			"SEC_E_CANNOT_PACK, 80090309, kerberos-failed, Local Security Authority, Signing out",
			"SEC_E_LOGON_DENIED, 8009030C, kerberos-failed, did not accept, unlock it with the new password",
			"SEC_E_NO_CREDENTIALS, 8009030E, ticket-missing, no Kerberos credentials, klist.exe shows the tickets",
			"SEC_E_NO_AUTHENTICATING_AUTHORITY, 80090311, kdc-unreachable, No domain controller, VPN",
			"SEC_I_LOCAL_LOGON, 00090315, kdc-unreachable, No domain controller, VPN",
			"SEC_E_CONTEXT_EXPIRED, 80090317, ticket-expired, has expired, unlock the screen",
			"SEC_E_INCOMPLETE_MESSAGE, 80090318, kerberos-failed, could not make a ticket, System event log",
			"SEC_I_INCOMPLETE_CREDENTIALS, 00090320, kerberos-failed, are incomplete, Sign out of Windows",
			"SEC_E_WRONG_PRINCIPAL, 80090322, spn-unknown, on the wrong account, setspn -X",
			"SEC_E_TIME_SKEW, 80090324, clock-skew, clocks, w32tm /resync",
			"SEC_E_UNTRUSTED_ROOT, 80090325, kerberos-failed, does not trust the certificate of the domain controller, gpupdate",
			"SEC_E_NO_TGT_REPLY, 80090334, kerberos-failed, the account of a user, setspn -S",
			"SEC_E_SMARTCARD_LOGON_REQUIRED, 8009033E, kerberos-failed, requires a smart card, certutil -scinfo",
			"SEC_E_KDC_INVALID_REQUEST, 80090340, kerberos-failed, refused the request, klist.exe purge",
			"SEC_E_KDC_UNABLE_TO_REFER, 80090341, spn-unknown, does not know the service, iwa.kerberos.service-principal",
			"SEC_E_KDC_UNKNOWN_ETYPE, 80090342, encryption-type-unsupported, encryption type, AES",
			"SEC_E_DELEGATION_REQUIRED, 80090345, kerberos-failed, be passed on, delegation",
			"SEC_E_MULTIPLE_ACCOUNTS, 80090347, kerberos-failed, belongs to no account or to several, certutil -scinfo",
			"SEC_E_DOWNGRADE_DETECTED, 80090350, kdc-unreachable, No domain controller, VPN",
			"SEC_E_SMARTCARD_CERT_REVOKED, 80090351, kerberos-failed, signed-in user was revoked, issues a new one",
			"SEC_E_ISSUING_CA_UNTRUSTED, 80090352, kerberos-failed, signed-in user is not trusted, NTAuth",
			"SEC_E_SMARTCARD_CERT_EXPIRED, 80090355, kerberos-failed, signed-in user has expired, Renew it",
			"SEC_E_REVOCATION_OFFLINE_KDC, 80090358, kerberos-failed, domain controller was revoked, revocation list",
			"SEC_E_ISSUING_CA_UNTRUSTED_KDC, 80090359, kerberos-failed, does not trust the certificate of the domain controller, gpupdate",
			"SEC_E_KDC_CERT_EXPIRED, 8009035A, kerberos-failed, domain controller has expired or was revoked, renews it",
			"SEC_E_KDC_CERT_REVOKED, 8009035B, kerberos-failed, domain controller has expired or was revoked, renews it",
			"SEC_E_INVALID_PARAMETER, 8009035D, kerberos-failed, does not support, report it",
			"SEC_E_DELEGATION_POLICY, 8009035E, kerberos-failed, be passed on, Credentials Delegation",
			"SEC_E_POLICY_NLTM_ONLY, 8009035F, kerberos-failed, be passed on, Credentials Delegation",
			"ERROR_PASSWORD_EXPIRED, 80070532, password-expired, has expired, Ctrl+Alt+Del",
			"STATUS_ACCOUNT_LOCKED_OUT, C0000234, account-locked, is locked, unlocks the account",
			"STATUS_NO_SUCH_USER, C0000064, principal-unknown, does not know the signed-in account, still exists",
			"'', 8009FFFF, kerberos-failed, could not make a ticket, klist.exe get HTTP/adfs.contoso.test",
			"'', 00091234, kerberos-failed, could not make a ticket, klist.exe get HTTP/adfs.contoso.test" })
	void firstCallOfInitializeSecurityContextFails(String name, String status, String code, String description,
			String action) {
		StandIn.initializeReturns(1, status(status), FIRST);
		assertSays(failure(context(), null), name, status, code, description, action);
	}

	@ParameterizedTest
	@CsvSource({ "SEC_E_INVALID_HANDLE, 80090301, kerberos-failed, no longer knows the credentials, Try again",
			"SEC_E_UNSUPPORTED_FUNCTION, 80090302, kerberos-failed, does not support, report it",
			"SEC_E_INTERNAL_ERROR, 80090304, kerberos-failed, Local Security Authority, System event log",
			"SEC_E_INVALID_TOKEN, 80090308, kerberos-failed, The response of HTTP/adfs.contoso.test, klist.exe purge",
			"SEC_E_QOP_NOT_SUPPORTED, 8009030A, kerberos-failed, does not support, report it",
			"SEC_E_LOGON_DENIED, 8009030C, kerberos-failed, did not accept, unlock it with the new password",
			"SEC_E_MESSAGE_ALTERED, 8009030F, kerberos-failed, could not be verified, klist.exe purge",
			"SEC_E_OUT_OF_SEQUENCE, 80090310, kerberos-failed, could not be verified, klist.exe purge",
			"SEC_I_CONTEXT_EXPIRED, 00090317, kerberos-failed, no longer knows, Try again",
			"SEC_E_INCOMPLETE_MESSAGE, 80090318, kerberos-failed, could not be verified, klist.exe purge",
			"SEC_I_INCOMPLETE_CREDENTIALS, 00090320, kerberos-failed, are incomplete, Sign out of Windows",
			"SEC_I_RENEGOTIATE, 00090321, kerberos-failed, does not belong to Kerberos, security packages",
			"SEC_E_WRONG_PRINCIPAL, 80090322, spn-unknown, on the wrong account, setspn -X",
			"SEC_E_TIME_SKEW, 80090324, clock-skew, clocks, w32tm /resync",
			"SEC_E_DECRYPT_FAILURE, 80090330, kerberos-failed, could not be verified, klist.exe purge",
			"SEC_E_SECURITY_QOS_FAILED, 80090332, kerberos-failed, did not prove its identity, no proxy",
			"SEC_E_BAD_BINDINGS, 80090346, kerberos-failed, another certificate, TLS inspection",
			"SEC_E_MUTUAL_AUTH_FAILED, 80090363, kerberos-failed, did not prove its identity, no proxy",
			"STATUS_NO_SUCH_LOGON_SESSION, C000005F, ticket-missing, logon session of this process, restart the process",
			"'', 8009FFFF, kerberos-failed, could not use the token of HTTP/adfs.contoso.test, System event log",
			"'', 00091234, kerberos-failed, could not use the token of HTTP/adfs.contoso.test, System event log" })
	void secondCallOfInitializeSecurityContextFails(String name, String status, String code, String description,
			String action) {
		StandIn.initializeReturns(1, CONTINUE_NEEDED, FIRST);
		StandIn.initializeReturns(2, status(status), SECOND);
		SpnegoContext context = context();
		assertThat(context.nextToken(null)).isEqualTo(FIRST);
		assertSays(failure(context, new byte[] { 1 }), name, status, code, description, action);
	}

	@ParameterizedTest
	@CsvSource({ "SEC_E_INVALID_HANDLE, 80090301, kerberos-failed, no longer knows the credentials, Try again",
			"SEC_E_INTERNAL_ERROR, 80090304, kerberos-failed, Local Security Authority, System event log",
			"SEC_E_INVALID_TOKEN, 80090308, kerberos-failed, could not make a ticket, klist.exe get",
			"SEC_E_MESSAGE_ALTERED, 8009030F, kerberos-failed, could not make a ticket, klist.exe get",
			"SEC_E_OUT_OF_SEQUENCE, 80090310, kerberos-failed, could not make a ticket, klist.exe get",
			"SEC_I_INCOMPLETE_CREDENTIALS, 00090320, kerberos-failed, are incomplete, Sign out of Windows" })
	void completeAuthTokenFails(String name, String status, String code, String description, String action) {
		StandIn.initializeReturns(1, COMPLETE_AND_CONTINUE, FIRST);
		StandIn.completeReturns(status(status));
		assertSays(failure(context(), null), name, status, code, description, action);
	}

	/**
	 * At each call that may return it.
	 */
	@Test
	void everyStatusOfTheTableIsAFailureAndLeavesNothingOpen() {
		int[] statuses = SspiStatusTable.rows()
			.flatMapToInt((row) -> row.statuses().keySet().stream().mapToInt(Integer::intValue))
			.toArray();
		assertThat(statuses).hasSizeGreaterThan(110);
		for (int status : statuses) {
			String name = SspiStatusTable.name(status);
			nextUser();
			SpnegoContext context = context();
			StandIn.acquireReturns(status);
			assertThat(failure(context, null)).hasMessageContaining(name);
			nextUser();
			StandIn.initializeReturns(1, status, FIRST);
			assertThat(failure(context(), null)).hasMessageContaining(name);
			nextUser();
			StandIn.initializeReturns(1, CONTINUE_NEEDED, FIRST);
			StandIn.initializeReturns(2, status, SECOND);
			context = context();
			context.nextToken(null);
			assertThat(failure(context, new byte[] { 1 })).hasMessageContaining(name);
		}
	}

	@Test
	void credentialsThatAreWrongAreNotTriedAgainAndThoseOfOthersAre() {
		StandIn.initializeReturns(1, LOGON_DENIED);
		IwaException failure = failure(context(), null);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(5));
		StandIn.initializeReturns(1, CONTINUE_NEEDED, FIRST);
		assertThat(failure(context(), null)).hasMessageContaining("SEC_E_LOGON_DENIED");
		nextUser();
		StandIn.initializeReturns(1, CONTINUE_NEEDED, FIRST);
		try (SpnegoContext context = context()) {
			assertThat(context.nextToken(null)).isEqualTo(FIRST);
		}
	}

	private SpnegoContext context() {
		return this.credentials.current().createContext(HOST, () -> null);
	}

	/**
	 * Returns why there was no token. A context that failed has freed everything, before
	 * it is closed.
	 */
	private static IwaException failure(SpnegoContext context, byte[] challenge) {
		IwaException failure = catchThrowableOfType(IwaException.class, () -> context.nextToken(challenge));
		assertThat(failure).as("a failure").isNotNull();
		assertThat(context.isEstablished()).isFalse();
		assertThat(StandIn.books()).isEqualTo(Books.CLOSED);
		context.close();
		return failure;
	}

	private static void assertSays(IwaException failure, String name, String status, String code, String description,
			String action) {
		assertThat(failure.code()).isEqualTo(IwaErrorCode.valueOf(code.toUpperCase().replace('-', '_')));
		assertThat(failure.stage()).isEqualTo(Stage.KERBEROS);
		assertThat(failure.description().replace(",", "")).contains(description.replace(",", ""));
		assertThat(failure.description()).contains("(" + (name.isEmpty() ? "" : name + ", ") + "0x" + status + ").");
		assertThat(failure.action()).contains(action);
	}

	private static int status(String hexadecimal) {
		return Integer.parseUnsignedInt(hexadecimal, 16);
	}

}
