package io.github.iwaspring.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * The valid tokens of one user and client, by scopes, and the values that an API has
 * refused.
 */
final class TokenMemory {

	private final Map<Set<String>, Kept> tokens = new ConcurrentHashMap<>();

	private final Map<String, Instant> refused = new ConcurrentHashMap<>();

	private final Set<Set<String>> toRenew = ConcurrentHashMap.newKeySet();

	private final InstantSource clock;

	TokenMemory(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Finds a token that answers a request.
	 * @param request the request; a forced refresh cannot be answered here, and claims
	 * only after the token that an API challenged for them has been replaced
	 * @param scopes the request's scopes, or the default ones
	 */
	@Nullable IwaToken find(IwaTokenRequest request, Set<String> scopes) {
		Kept kept = this.tokens.get(scopes);
		return (kept != null && kept.answers(request) && kept.token.expiresAt().toEpochMilli() > this.clock.millis())
				? kept.token : null;
	}

	/**
	 * Keeps a token in the place of the one before.
	 * @param request what it was issued for, with scopes
	 */
	void keep(IwaTokenRequest request, IwaToken token) {
		this.toRenew.remove(request.scopes());
		this.tokens.put(request.scopes(),
				new Kept(IwaToken.of(token.value(), token.expiresAt(), token.scopes(), token.username(), Source.CACHE),
						request.claims()));
	}

	/**
	 * Notes that an API refused a token. Its value is remembered until it expires, since
	 * other scopes of the same resource may lead to it too.
	 */
	void refuse(IwaToken token) {
		Instant now = this.clock.instant();
		this.refused.values().removeIf((expiresAt) -> !expiresAt.isAfter(now));
		this.refused.put(token.value(), token.expiresAt());
		this.tokens.forEach((scopes, kept) -> {
			if (kept.token.value().equals(token.value()) && this.tokens.remove(scopes, kept)) {
				this.toRenew.add(scopes);
			}
		});
	}

	boolean isRefused(IwaToken token) {
		return this.refused.containsKey(token.value());
	}

	/**
	 * Whether the next token for these scopes must come from the directory.
	 */
	boolean isToRenew(Set<String> scopes) {
		return this.toRenew.contains(scopes);
	}

	/**
	 * A token and the claims that it was issued for.
	 */
	private record Kept(IwaToken token, @Nullable String claims) {

		boolean answers(IwaTokenRequest request) {
			if (request.forceRefresh()) {
				return false;
			}
			if (request.claims() == null) {
				return true;
			}
			IwaToken challenged = request.challenged();
			return challenged != null && request.claims().equals(this.claims)
					&& !challenged.value().equals(this.token.value());
		}

	}

}
