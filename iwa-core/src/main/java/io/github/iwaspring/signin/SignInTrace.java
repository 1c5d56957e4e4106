package io.github.iwaspring.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.TicketDetails;
import io.github.iwaspring.token.AcquisitionListener.StepResponse;
import org.jspecify.annotations.Nullable;

/**
 * How one sign-in went, as far as it came. Without a secret, but with the user's names.
 *
 * @param principal who signs in, or {@code null} if that was not found out
 * @param loggedIn whether the principal has the ticket, or could be given it
 * @param ticket what is known of the ticket
 * @param lookupName the name that the cloud was to be asked for
 * @param asked the hosts of the requests that were begun
 * @param answers the answers of the hops
 * @param proxies the proxies of the hosts that were asked through one
 * @param ticketMade whether there was a ticket for the federation service
 * @param bound whether it was bound to its TLS connection
 * @param token what is known of the token, or {@code null} if there is none
 * @param failure what ended the sign-in, or {@code null} if it succeeded
 */
public record SignInTrace(@Nullable String principal, boolean loggedIn, @Nullable TicketDetails ticket,
		@Nullable String lookupName, Map<Stage, HostAndPort> asked, Map<Stage, StepResponse> answers,
		Map<HostAndPort, String> proxies, boolean ticketMade, boolean bound, @Nullable TokenFacts token,
		@Nullable IwaException failure) {

	/**
	 * Hides who signed in.
	 */
	@Override
	public String toString() {
		return "SignInTrace[asked=" + this.asked + ", failure=" + this.failure + "]";
	}

	/**
	 * What an access token says of itself, and the directory of it; never its value.
	 *
	 * @param username the user
	 * @param audience whom it is for, or {@code null} if only the API can read that
	 * @param scopes what it allows
	 * @param expiresAt when it ends
	 * @param tenant the tenant that issued it
	 */
	public record TokenFacts(String username, @Nullable String audience, Set<String> scopes, Instant expiresAt,
			String tenant) {

		/**
		 * Hides the user.
		 */
		@Override
		public String toString() {
			return "TokenFacts[audience=" + this.audience + ", scopes=" + this.scopes + "]";
		}

	}

}
