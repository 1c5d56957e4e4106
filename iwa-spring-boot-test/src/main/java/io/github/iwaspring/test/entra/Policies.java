package io.github.iwaspring.test.entra;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is demanded of whom. Remembers consent by user and client, and who has
 * changed an expired password; a second factor is the sign-in's own.
 */
final class Policies {

	private final Set<Consent> consents = ConcurrentHashMap.newKeySet();

	private final Set<User> renewed = ConcurrentHashMap.newKeySet();

	/**
	 * The next demand.
	 * @param user who signs in
	 * @param multiFactor whether with a second factor
	 * @param clientId the client
	 * @return what is demanded, or {@code null}
	 */
	@Nullable Demand demandOn(User user, boolean multiFactor, String clientId) {
		return switch (user.standing()) {
			case NEEDS_MULTI_FACTOR -> multiFactor ? null : Demand.MULTI_FACTOR;
			case WITHOUT_CONSENT -> this.consents.contains(new Consent(user, clientId)) ? null : Demand.CONSENT;
			case PASSWORD_EXPIRED -> this.renewed.contains(user) ? null : Demand.NEW_PASSWORD;
			case NEEDS_DEVICE -> Demand.DEVICE;
			case BLOCKED -> Demand.ADMISSION;
			default -> null;
		};
	}

	/**
	 * Judges a token request.
	 * @param who what its grant proves
	 * @param clientId the client
	 * @throws EntraError if more is demanded
	 */
	void check(SignedIn who, String clientId) throws EntraError {
		Demand demand = demandOn(who.user(), who.multiFactor(), clientId);
		if (demand != null) {
			throw demand.error();
		}
	}

	void consent(User user, String clientId) {
		this.consents.add(new Consent(user, clientId));
	}

	void renewPassword(User user) {
		this.renewed.add(user);
	}

	private record Consent(User user, String clientId) {

	}

}
