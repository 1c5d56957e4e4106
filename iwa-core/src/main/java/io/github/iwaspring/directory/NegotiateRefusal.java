package io.github.iwaspring.directory;

import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a ticket. Why, the service does not say; what it offers instead, and
 * whether the ticket was bound to the connection, tells what to look for first.
 */
final class NegotiateRefusal {

	private static final String SERVICE_PRINCIPAL = "An AD FS administrator checks that the service principal name of "
			+ "{host} belongs to the account of the AD FS service, and to no other (setspn -Q */{host})";

	private static final String BINDING = ", and whether Extended Protection (Get-AdfsProperties: "
			+ "ExtendedProtectionTokenCheck) is 'Require'. It then takes only tickets with a channel binding, which "
			+ "iwa.kerberos.provider=native makes on Windows, unless iwa.kerberos.channel-binding is 'never'.";

	private static final String INSPECTION = ". A channel binding went with the ticket: if a proxy or a load balancer "
			+ "re-encrypts the connection to {host}, exempt that host from it.";

	private static final String NO_NEGOTIATE = "An AD FS administrator checks that Windows authentication is enabled "
			+ "for https://{host}{path} and that it offers Negotiate, since NTLM is not used here.";

	private NegotiateRefusal() {
	}

	static IwaException of(DirectoryRequest exchange, DirectoryResponse answer, boolean bound) {
		return of(exchange, answer, bound, null);
	}

	/**
	 * Describes a refusal.
	 * @param bound whether the ticket was bound to the connection
	 * @param reason what this side makes of the service's token, or {@code null}
	 */
	static IwaException of(DirectoryRequest exchange, DirectoryResponse answer, boolean bound,
			@Nullable IwaException reason) {
		NegotiateChallenge challenge = NegotiateChallenge.of(answer);
		String action = !offersNegotiate(challenge.schemes()) ? NO_NEGOTIATE
				: SERVICE_PRINCIPAL + (bound ? INSPECTION : BINDING);
		return exchange
			.failure(IwaErrorCode.NEGOTIATE_REJECTED, answer,
					"the federation service did not accept the Kerberos ticket and offers " + challenge + "."
							+ ((reason != null) ? " " + reason.description() : ""))
			.cause(reason)
			.action(((reason != null) ? reason.action() + " " : "")
					+ action.replace("{host}", exchange.url().getHost()).replace("{path}", exchange.path()))
			.build();
	}

	private static boolean offersNegotiate(List<String> schemes) {
		return schemes.isEmpty() || schemes.stream().anyMatch("Negotiate"::equalsIgnoreCase);
	}

}
