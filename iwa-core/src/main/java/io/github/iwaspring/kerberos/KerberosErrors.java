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

import java.util.List;
import java.util.regex.Pattern;

import javax.security.auth.login.LoginException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.KerberosErrorTable.Row;
import io.github.iwaspring.support.Diagnosis;
import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.support.RuntimeModule;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/**
 * Translates failures of the JDK's Kerberos and of the platform's GSSAPI into exceptions,
 * all at stage KERBEROS. A failure that no table knows is called unknown; nothing is
 * guessed. {@link LoginErrors} does the same for logins.
 */
final class KerberosErrors {

	static final Diagnosis UNKNOWN = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"Kerberos could not make a ticket for {service}.",
			"Look at the cause of this exception. The system property -Dsun.security.krb5.debug=true (provider java) or "
					+ "the environment variable KRB5_TRACE=/dev/stderr (provider native) logs what happens.");

	/**
	 * The words of the JDK where the configuration names no domain controller, so that
	 * DNS was asked. Without its module, JNDI is silent about that.
	 */
	private static final Pattern ASKED_DNS = Pattern.compile("Unable to locate KDC for realm");

	private KerberosErrors() {
	}

	/**
	 * Explains why there is no ticket for a service.
	 */
	static IwaException ofTicket(Exception failure, ServicePrincipalName service) {
		Row row = KerberosErrorTable.find(failure);
		IwaException.Builder explained = ofThisMachine(failure);
		IwaException.Builder builder = ((explained != null) ? explained : describe(row, UNKNOWN, service, ""))
			.cause(redact(failure));
		boolean local = Krb5Configuration.refusal(failure) != null || (isLocal(row) && !mayFollowAReferral(row));
		return local ? builder.local().build() : builder.build();
	}

	private static IwaException.Builder describe(Diagnosis diagnosis) {
		return IwaException.of(diagnosis.code(), Stage.KERBEROS)
			.description(diagnosis.description())
			.action(diagnosis.action());
	}

	/**
	 * Explains a failure by the Kerberos configuration or the Java runtime.
	 * @return the exception without a cause, or {@code null} for any other failure
	 */
	static IwaException.@Nullable Builder ofThisMachine(Throwable failure) {
		if (KerberosClue.of(failure).stream().anyMatch((clue) -> ASKED_DNS.matcher(clue.words()).find())
				&& RuntimeModule.DNS.isMissing()) {
			return describe(RuntimeModule.DNS.diagnosis());
		}
		return Krb5Configuration.refusal(failure);
	}

	/**
	 * Explains why a service did not accept the ticket, or why its token is not genuine.
	 * @param challenge the service's token, which may contain its error
	 */
	static IwaException ofReply(Exception failure, byte[] challenge, ServicePrincipalName service) {
		Diagnosis diagnosis = ReplyErrors.find(challenge, failure);
		return IwaException.of(diagnosis.code(), Stage.KERBEROS)
			.description(fill(diagnosis.description(), service))
			.action(fill(diagnosis.action(), service))
			.cause(redact(failure))
			.build();
	}

	/**
	 * Returns whether a login failed because of a key, so that the same key would fail
	 * again and count towards a lock-out.
	 */
	static boolean isWrongKey(Throwable failure) {
		Row row = KerberosErrorTable.find(failure);
		return KerberosErrorTable.WRONG_KEY.equals(row) || KerberosErrorTable.UNDECRYPTABLE.equals(row);
	}

	/**
	 * Starts an exception.
	 * @param row the row of the table, or {@code null} if there is none
	 * @param otherwise what an unknown failure means
	 * @param prefix the beginning of the description
	 */
	static IwaException.Builder builder(@Nullable Row row, Diagnosis otherwise, ServicePrincipalName service,
			String prefix) {
		IwaException.Builder builder = describe(row, otherwise, service, prefix);
		return isLocal(row) ? builder.local() : builder;
	}

	private static boolean isLocal(@Nullable Row row) {
		return row != null && row.isLocal();
	}

	/**
	 * Whether the domain controller of one realm may have been asked before no other one
	 * was found for the realm that it named.
	 */
	private static boolean mayFollowAReferral(@Nullable Row row) {
		return row != null && row.diagnosis().code() == IwaErrorCode.KDC_UNREACHABLE;
	}

	private static IwaException.Builder describe(@Nullable Row row, Diagnosis otherwise, ServicePrincipalName service,
			String prefix) {
		Diagnosis diagnosis = (row != null) ? row.diagnosis() : otherwise;
		return IwaException.of(diagnosis.code(), Stage.KERBEROS)
			.description(prefix + fill(diagnosis.description(), service))
			.action(fill(diagnosis.action(), service) + service.advice(diagnosis.code()));
	}

	private static String fill(String text, ServicePrincipalName service) {
		return text.replace("{service}", service.toString()).replace("{host}", service.host());
	}

	/**
	 * Returns a failure of a login with masked user names, to be logged.
	 */
	static LoginException redact(LoginException failure) {
		LoginException redacted = new LoginException(redact(String.valueOf(failure.getMessage())));
		redacted.setStackTrace(failure.getStackTrace());
		Throwable cause = failure.getCause();
		if (failure.getMessage() == null && cause != null) {
			redacted.initCause(new IllegalStateException(redact(cause.toString())));
		}
		return redacted;
	}

	/**
	 * Returns a failure of GSSAPI with masked user names, to be logged.
	 */
	static Exception redact(Exception failure) {
		if (!(failure instanceof GSSException gss) || gss.getMinorString() == null
				|| gss.getMinorString().equals(redact(gss.getMinorString()))) {
			return failure;
		}
		GSSException redacted = new GSSException(gss.getMajor(), gss.getMinor(), redact(gss.getMinorString()));
		redacted.setStackTrace(gss.getStackTrace());
		return redacted;
	}

	private static String redact(String message) {
		return Redaction.userNames(message, List.of());
	}

}
