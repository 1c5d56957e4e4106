package io.github.iwaspring.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The valid tokens of one user and client, by scopes, and the values that an API has
 * refused.
 */
final class TokenCache {

	private static final Log logger = LogFactory.getLog(TokenCache.class);

	private final Map<Set<String>, CachedToken> tokens = new ConcurrentHashMap<>();

	private final Map<String, Instant> refused = new ConcurrentHashMap<>();

	private final Set<Set<String>> toRenew = ConcurrentHashMap.newKeySet();

	private final InstantSource clock;

	private final Pacing pacing;

	private final Spacing spacing;

	TokenCache(InstantSource clock, Pacing pacing) {
		this.clock = clock;
		this.pacing = pacing;
		this.spacing = new Spacing(clock, pacing);
	}

	/**
	 * The present, in milliseconds.
	 */
	long now() {
		return this.clock.millis();
	}

	/**
	 * Finds a token that answers a request.
	 * @param request the request; a forced refresh cannot be answered here, and claims
	 * only after the token that an API challenged for them has been replaced
	 * @param scopes the request's scopes, or the default ones
	 * @param now the present, in milliseconds
	 */
	@Nullable CachedToken find(IwaTokenRequest request, Set<String> scopes, long now) {
		CachedToken kept = this.tokens.get(scopes);
		return (kept != null && kept.answers(request, now)) ? kept : null;
	}

	/**
	 * The token that was last kept for scopes, though it may have expired.
	 */
	@Nullable CachedToken last(Set<String> scopes) {
		return this.tokens.get(scopes);
	}

	/**
	 * Keeps a token in the place of the one before.
	 * @param request what it was issued for, with scopes
	 * @param renewFrom from when the directory wants it renewed, if it said so
	 */
	void keep(IwaTokenRequest request, IwaToken token, @Nullable Instant renewFrom) {
		this.spacing.succeeded(request.scopes());
		this.toRenew.remove(request.scopes());
		this.tokens.put(request.scopes(), toKeep(request, token, renewFrom));
	}

	/**
	 * Keeps what a renewal has brought, unless the token that was renewed has gone from
	 * here meanwhile: what was refused or replaced is newer knowledge.
	 */
	void renew(CachedToken renewed, IwaToken token, @Nullable Instant renewFrom) {
		this.spacing.succeeded(renewed.request().scopes());
		this.tokens.replace(renewed.request().scopes(), renewed, toKeep(renewed.request(), token, renewFrom));
	}

	/**
	 * Goes on serving a token whose renewal failed, and spaces the next one. None follows
	 * where a person has to help; and no token is served any more once the ticket is
	 * somebody else's.
	 */
	void renewalFailed(CachedToken kept, IwaException failure, Object fingerprint) {
		logger.debug("Renewing a token failed (" + failure.code().id() + " at " + failure.stage()
				+ "); it is served until it expires.");
		long now = now();
		int failures = kept.countFailure(now);
		if (failure.code() == IwaErrorCode.USER_MISMATCH) {
			this.tokens.clear();
		}
		else if (!(failure instanceof IwaInteractionRequiredException)) {
			if (failure.retryAfter() != null) {
				this.spacing.failed(kept.request().scopes(), failure, fingerprint);
			}
			kept.renewAt(this.pacing.tryAgainAt(now, failures, failure.retryAfter()));
		}
	}

	private CachedToken toKeep(IwaTokenRequest request, IwaToken token, @Nullable Instant renewFrom) {
		return new CachedToken(request,
				IwaToken.of(token.value(), token.expiresAt(), token.scopes(), token.username(), Source.CACHE),
				this.pacing.renewAt(this.clock.millis(), token.expiresAt().toEpochMilli(), renewFrom));
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
			if (kept.token().value().equals(token.value()) && this.tokens.remove(scopes, kept)) {
				this.toRenew.add(scopes);
			}
		});
	}

	/**
	 * The pauses between acquisitions that fail.
	 */
	Spacing spacing() {
		return this.spacing;
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
