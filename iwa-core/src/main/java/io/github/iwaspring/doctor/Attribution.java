package io.github.iwaspring.doctor;

import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.signin.SignInTrace;

/**
 * The question which check a failure of the sign-in belongs to: that of its hop, except
 * where its kind says more.
 */
final class Attribution {

	/**
	 * What keeps an answer away, as opposed to what is wrong with it.
	 */
	private static final Set<IwaErrorCode> TRANSPORT = Set.of(IwaErrorCode.HOST_UNKNOWN, IwaErrorCode.CONNECTION_FAILED,
			IwaErrorCode.TLS_UNTRUSTED, IwaErrorCode.PROXY_AUTHENTICATION_REQUIRED, IwaErrorCode.TIMEOUT,
			IwaErrorCode.CONFIGURATION_REFUSED);

	/**
	 * What is wrong with the user's own ticket, also if that comes out when another one
	 * is asked for.
	 */
	private static final Set<IwaErrorCode> OWN_TICKET = Set.of(IwaErrorCode.TICKET_MISSING, IwaErrorCode.TICKET_EXPIRED,
			IwaErrorCode.PRINCIPAL_UNKNOWN, IwaErrorCode.ACCOUNT_LOCKED, IwaErrorCode.USER_MISMATCH);

	/**
	 * What a clock that is wrong explains: the times in tickets and assertions are judged
	 * by it.
	 */
	private static final Set<IwaErrorCode> TIMES = Set.of(IwaErrorCode.TICKET_EXPIRED, IwaErrorCode.NEGOTIATE_REJECTED,
			IwaErrorCode.FEDERATION_TRUST_BROKEN);

	private Attribution() {
	}

	static CheckId of(IwaException failure, SignInTrace trace) {
		IwaErrorCode code = failure.code();
		if (TIMES.contains(code) && CloudChecks.isClockWrong(trace)) {
			return CheckId.CLOCK;
		}
		return switch (code) {
			case PROVIDER_UNAVAILABLE -> CheckId.JAVA;
			case CLOCK_SKEW -> CheckId.CLOCK;
			case SPN_UNKNOWN -> isLogIn(failure, trace) ? CheckId.TICKET : CheckId.FEDERATION_HOST;
			default -> switch (failure.stage()) {
				case CONFIGURATION -> CheckId.AUTHORITY;
				case USERNAME -> CheckId.USER;
				case USER_REALM -> TRANSPORT.contains(code) ? CheckId.CONNECTION : CheckId.USER_REALM;
				case FEDERATION_METADATA -> CheckId.FEDERATION_METADATA;
				case KERBEROS ->
					(isLogIn(failure, trace) || OWN_TICKET.contains(code)) ? CheckId.TICKET : CheckId.SERVICE_TICKET;
				case WS_TRUST ->
					(code == IwaErrorCode.FEDERATION_HOST_UNTRUSTED) ? CheckId.FEDERATION_HOST : CheckId.WS_TRUST;
				case TOKEN, FALLBACK -> CheckId.TOKEN;
			};
		};
	}

	/**
	 * Whether the user's own ticket was what could not be had.
	 */
	private static boolean isLogIn(IwaException failure, SignInTrace trace) {
		return failure.stage() == Stage.KERBEROS && !trace.hasTicket();
	}

}
