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

	private final Map<Set<String>, IwaToken> tokens = new ConcurrentHashMap<>();

	private final Map<String, Instant> refused = new ConcurrentHashMap<>();

	private final Set<Set<String>> toRenew = ConcurrentHashMap.newKeySet();

	private final InstantSource clock;

	TokenMemory(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Finds a token that answers a request.
	 * @param request the request; claims and a forced refresh cannot be answered here
	 * @param scopes the request's scopes, or the default ones
	 */
	@Nullable IwaToken find(IwaTokenRequest request, Set<String> scopes) {
		if (request.claims() != null || request.forceRefresh()) {
			return null;
		}
		IwaToken token = this.tokens.get(scopes);
		return (token != null && token.expiresAt().toEpochMilli() > this.clock.millis()) ? token : null;
	}

	void keep(Set<String> scopes, IwaToken token) {
		this.toRenew.remove(scopes);
		this.tokens.put(scopes,
				IwaToken.of(token.value(), token.expiresAt(), token.scopes(), token.username(), Source.CACHE));
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
			if (kept.value().equals(token.value()) && this.tokens.remove(scopes, kept)) {
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

}
