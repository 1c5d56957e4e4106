package io.github.iwaspring;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a token is asked for. Immutable: every {@code with} method returns a new request.
 */
public final class IwaTokenRequest {

	private static final IwaTokenRequest DEFAULTS = new IwaTokenRequest(Set.of(), null, null, false);

	private final Set<String> scopes;

	private final @Nullable String claims;

	private final @Nullable IwaToken challenged;

	private final boolean forceRefresh;

	private IwaTokenRequest(Set<String> scopes, @Nullable String claims, @Nullable IwaToken challenged,
			boolean forceRefresh) {
		this.scopes = scopes;
		this.claims = claims;
		this.challenged = challenged;
		this.forceRefresh = forceRefresh;
	}

	/**
	 * Returns the request for the default scopes, without claims.
	 * @return the default request
	 */
	public static IwaTokenRequest defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns this request for other scopes.
	 * @param scopes scopes of one resource, none of them blank; none at all means the
	 * default ones
	 * @return a new request
	 * @throws IllegalArgumentException if a scope is blank
	 */
	public IwaTokenRequest withScopes(String... scopes) {
		Set<String> distinct = new LinkedHashSet<>(List.of(scopes));
		for (String scope : distinct) {
			if (scope.isBlank()) {
				throw new IllegalArgumentException("A scope must not be blank");
			}
		}
		return new IwaTokenRequest(Collections.unmodifiableSet(distinct), this.claims, this.challenged,
				this.forceRefresh);
	}

	/**
	 * Returns this request with a claims request, as an API's claims challenge carries
	 * it. Such a request is never answered from memory.
	 * @param claims the claims as JSON (OpenID Connect Core 1.0, section 5.5)
	 * @return a new request
	 */
	public IwaTokenRequest withClaims(String claims) {
		return new IwaTokenRequest(this.scopes, Objects.requireNonNull(claims, "claims"), null, this.forceRefresh);
	}

	/**
	 * Returns this request with the claims of an API's challenge, and the token that was
	 * challenged. If that token has been replaced meanwhile, by one that was issued for
	 * the same claims, then that one answers: of many threads whose requests are
	 * challenged at a time, one acquires.
	 * @param claims the claims as JSON (OpenID Connect Core 1.0, section 5.5)
	 * @param challenged the token that the API answered with the challenge
	 * @return a new request
	 */
	public IwaTokenRequest withClaims(String claims, IwaToken challenged) {
		return new IwaTokenRequest(this.scopes, Objects.requireNonNull(claims, "claims"),
				Objects.requireNonNull(challenged, "challenged"), this.forceRefresh);
	}

	/**
	 * Returns this request with the demand for a new token from the directory, even if
	 * the present one is still valid.
	 * @return a new request
	 */
	public IwaTokenRequest withForceRefresh() {
		return new IwaTokenRequest(this.scopes, this.claims, this.challenged, true);
	}

	/**
	 * The scopes asked for.
	 * @return the scopes; empty for the default ones
	 */
	public Set<String> scopes() {
		return this.scopes;
	}

	/**
	 * The claims request.
	 * @return the claims as JSON, or {@code null}
	 */
	public @Nullable String claims() {
		return this.claims;
	}

	/**
	 * The token that an API answered with a challenge for the claims.
	 * @return the token, or {@code null}
	 */
	public @Nullable IwaToken challenged() {
		return this.challenged;
	}

	/**
	 * Whether the token must come from the directory.
	 * @return {@code true} if a token in memory will not do
	 */
	public boolean forceRefresh() {
		return this.forceRefresh;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IwaTokenRequest that && this.scopes.equals(that.scopes)
				&& Objects.equals(this.claims, that.claims) && Objects.equals(challengedValue(), that.challengedValue())
				&& this.forceRefresh == that.forceRefresh;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.scopes, this.claims, challengedValue(), this.forceRefresh);
	}

	/**
	 * What tells tokens apart: the same one comes from the directory to the first caller
	 * and from memory to the next.
	 */
	private @Nullable String challengedValue() {
		return (this.challenged != null) ? this.challenged.value() : null;
	}

	@Override
	public String toString() {
		return "IwaTokenRequest[scopes=" + this.scopes + ", claims=" + (this.claims != null) + ", forceRefresh="
				+ this.forceRefresh + "]";
	}

}
