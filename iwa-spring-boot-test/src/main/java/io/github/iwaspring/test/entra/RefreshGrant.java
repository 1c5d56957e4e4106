package io.github.iwaspring.test.entra;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.test.tenant.User;

/**
 * The refresh token grant. A used token stays valid until it expires, as with Entra ID.
 * Each response has a new token, which keeps the second factor of the sign-in.
 */
final class RefreshGrant {

	static final String TYPE = "refresh_token";

	private static final Duration LIFETIME = Duration.ofDays(90);

	private final Map<String, Session> sessions = new ConcurrentHashMap<>();

	private final Clock clock;

	RefreshGrant(Clock clock) {
		this.clock = clock;
	}

	String issue(SignedIn who) {
		String token = "1.A" + RandomValues.token();
		this.sessions.put(token, new Session(who.user(), who.multiFactor(), this.clock.instant().plus(LIFETIME)));
		return token;
	}

	SignedIn redeem(String token) throws EntraError {
		Session session = this.sessions.get(token);
		if (session == null) {
			throw EntraError.refreshTokenMalformed();
		}
		if (!this.clock.instant().isBefore(session.expiresAt())) {
			throw EntraError.refreshTokenExpired();
		}
		return new SignedIn(session.user(), session.multiFactor(), null);
	}

	void expireAll() {
		this.sessions.replaceAll((token, session) -> new Session(session.user(), session.multiFactor(), Instant.MIN));
	}

	private record Session(User user, boolean multiFactor, Instant expiresAt) {

	}

}
