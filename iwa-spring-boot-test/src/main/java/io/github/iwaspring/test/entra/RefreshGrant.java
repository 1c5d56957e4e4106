package io.github.iwaspring.test.entra;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.test.tenant.User;

/**
 * The grant that is a refresh token. A token that was used stays good until it expires,
 * as with Entra ID, but every answer brings a new one.
 */
final class RefreshGrant {

	static final String TYPE = "refresh_token";

	private static final Duration LIFETIME = Duration.ofDays(90);

	private final Map<String, Session> sessions = new ConcurrentHashMap<>();

	private final SecureRandom random = new SecureRandom();

	private final Clock clock;

	RefreshGrant(Clock clock) {
		this.clock = clock;
	}

	String issue(User user) {
		byte[] bytes = new byte[48];
		this.random.nextBytes(bytes);
		String token = "1.A" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		this.sessions.put(token, new Session(user, this.clock.instant().plus(LIFETIME)));
		return token;
	}

	User redeem(String token) throws EntraError {
		Session session = this.sessions.get(token);
		if (session == null) {
			throw EntraError.refreshTokenMalformed();
		}
		if (!this.clock.instant().isBefore(session.expiresAt())) {
			throw EntraError.refreshTokenExpired();
		}
		return session.user();
	}

	void expireAll() {
		this.sessions.replaceAll((token, session) -> new Session(session.user(), Instant.MIN));
	}

	private record Session(User user, Instant expiresAt) {

	}

}
