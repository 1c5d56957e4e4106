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

package io.github.iwaspring.doctor;

import java.util.Locale;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The checks, in the order of the report.
 */
enum CheckId {

	JAVA(Checks::java),

	TICKET(Checks::ticket),

	USER(Checks::user),

	AUTHORITY(Checks::authority),

	CONNECTION(Checks::connection),

	CLOCK(Checks::clock),

	USER_REALM(Checks::userRealm),

	FEDERATION_METADATA(Checks::federationMetadata),

	FEDERATION_HOST(Checks::federationHost),

	SERVICE_TICKET(Checks::serviceTicket),

	CHANNEL_BINDING(Checks::channelBinding),

	WS_TRUST(Checks::wsTrust),

	TOKEN(Checks::token),

	API((evidence) -> evidence.settings().api().get());

	/**
	 * The failures to get a response, as opposed to those of its content.
	 */
	private static final Set<IwaErrorCode> TRANSPORT = Set.of(IwaErrorCode.HOST_UNKNOWN, IwaErrorCode.CONNECTION_FAILED,
			IwaErrorCode.TLS_UNTRUSTED, IwaErrorCode.PROXY_AUTHENTICATION_REQUIRED, IwaErrorCode.TIMEOUT,
			IwaErrorCode.CONFIGURATION_REFUSED);

	/**
	 * The failures of the user's own ticket, even if they appear when the service ticket
	 * is requested.
	 */
	private static final Set<IwaErrorCode> OWN_TICKET = Set.of(IwaErrorCode.TICKET_MISSING, IwaErrorCode.TICKET_EXPIRED,
			IwaErrorCode.PRINCIPAL_UNKNOWN, IwaErrorCode.ACCOUNT_LOCKED, IwaErrorCode.USER_MISMATCH);

	/**
	 * The failures that a wrong clock explains, because tickets and assertions have
	 * times.
	 */
	private static final Set<IwaErrorCode> CLOCK_DEPENDENT = Set.of(IwaErrorCode.TICKET_EXPIRED,
			IwaErrorCode.NEGOTIATE_REJECTED, IwaErrorCode.FEDERATION_TRUST_BROKEN, IwaErrorCode.KERBEROS_FAILED);

	private final Check check;

	CheckId(Check check) {
		this.check = check;
	}

	/**
	 * Returns the name in the report.
	 */
	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Runs the check.
	 * @param evidence the evidence
	 * @return the finding, {@code null} if the sign-in did not get that far
	 */
	@Nullable Finding examine(Evidence evidence) {
		try {
			return this.check.examine(evidence);
		}
		catch (RuntimeException | LinkageError ex) {
			return Finding.fail(ex);
		}
	}

	/**
	 * Finds the check that a failure of the sign-in belongs to: that of its stage, unless
	 * its code is more specific.
	 * @param failure the failure
	 * @param evidence the evidence
	 * @return the check
	 */
	static CheckId of(IwaException failure, Evidence evidence) {
		IwaErrorCode code = failure.code();
		boolean ownTicket = failure.stage() == Stage.KERBEROS && !evidence.trace().hasTicket();
		if (CLOCK_DEPENDENT.contains(code) && evidence.isClockWrong()) {
			return CLOCK;
		}
		return switch (code) {
			case PROVIDER_UNAVAILABLE -> JAVA;
			case CLOCK_SKEW -> CLOCK;
			case SPN_UNKNOWN -> ownTicket ? TICKET : FEDERATION_HOST;
			default -> switch (failure.stage()) {
				case CONFIGURATION -> AUTHORITY;
				case USERNAME -> USER;
				case USER_REALM -> TRANSPORT.contains(code) ? CONNECTION : USER_REALM;
				case FEDERATION_METADATA -> FEDERATION_METADATA;
				case KERBEROS -> (ownTicket || OWN_TICKET.contains(code)) ? TICKET : SERVICE_TICKET;
				case WS_TRUST -> (code == IwaErrorCode.FEDERATION_HOST_UNTRUSTED) ? FEDERATION_HOST : WS_TRUST;
				case TOKEN, FALLBACK -> TOKEN;
			};
		};
	}

	private interface Check {

		@Nullable Finding examine(Evidence evidence);

	}

}
