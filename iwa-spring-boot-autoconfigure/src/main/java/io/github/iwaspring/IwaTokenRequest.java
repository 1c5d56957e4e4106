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

	private static final IwaTokenRequest DEFAULTS = new IwaTokenRequest(Set.of(), null, false);

	private final Set<String> scopes;

	private final @Nullable String claims;

	private final boolean forceRefresh;

	private IwaTokenRequest(Set<String> scopes, @Nullable String claims, boolean forceRefresh) {
		this.scopes = scopes;
		this.claims = claims;
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
		return new IwaTokenRequest(Collections.unmodifiableSet(distinct), this.claims, this.forceRefresh);
	}

	/**
	 * Returns this request with a claims request, as an API's claims challenge carries
	 * it. Such a request is never answered from memory.
	 * @param claims the claims as JSON (OpenID Connect Core 1.0, section 5.5)
	 * @return a new request
	 */
	public IwaTokenRequest withClaims(String claims) {
		return new IwaTokenRequest(this.scopes, Objects.requireNonNull(claims, "claims"), this.forceRefresh);
	}

	/**
	 * Returns this request with the demand for a new token from the directory, even if
	 * the present one is still valid.
	 * @return a new request
	 */
	public IwaTokenRequest withForceRefresh() {
		return new IwaTokenRequest(this.scopes, this.claims, true);
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
	 * Whether the token must come from the directory.
	 * @return {@code true} if a token in memory will not do
	 */
	public boolean forceRefresh() {
		return this.forceRefresh;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IwaTokenRequest that && this.scopes.equals(that.scopes)
				&& Objects.equals(this.claims, that.claims) && this.forceRefresh == that.forceRefresh;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.scopes, this.claims, this.forceRefresh);
	}

	@Override
	public String toString() {
		return "IwaTokenRequest[scopes=" + this.scopes + ", claims=" + (this.claims != null) + ", forceRefresh="
				+ this.forceRefresh + "]";
	}

}
