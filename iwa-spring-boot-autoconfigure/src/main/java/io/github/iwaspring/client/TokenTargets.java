package io.github.iwaspring.client;

import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rule where a token may go: over https to an origin that is listed, host and port
 * compared exactly; over http only to a listed port of this machine, and never through a
 * proxy. Whatever else a request is, it goes without a token. Immutable.
 */
public final class TokenTargets {

	private final List<TokenTarget> targets;

	private TokenTargets(List<TokenTarget> targets) {
		this.targets = targets;
	}

	/**
	 * Returns the rule for some APIs.
	 * @param targets the APIs; of two with one origin the first counts
	 * @return the rule
	 */
	public static TokenTargets of(TokenTarget... targets) {
		ProxySelector.getDefault(); // reads a file at first: here, and not on an event
									// loop
		return new TokenTargets(List.of(targets));
	}

	/**
	 * Decides about one request.
	 * @param url the absolute URL that the request goes to
	 * @param requestedScopes the scopes that the request itself asks for, or {@code null}
	 * if it leaves the choice to the rule
	 * @return the scopes of the request's token, where empty means the default ones, or
	 * {@code null} if the request gets no token
	 */
	public @Nullable Set<String> scopesFor(URI url, @Nullable Set<String> requestedScopes) {
		for (TokenTarget target : this.targets) {
			if (target.covers(url)) {
				if (requestedScopes == null) {
					return target.scopes();
				}
				return target.accepts(requestedScopes) ? requestedScopes : null;
			}
		}
		return null;
	}

	/**
	 * Whether no request at all gets a token.
	 * @return {@code true} if no origin is allowed
	 */
	public boolean isEmpty() {
		return this.targets.stream().allMatch(TokenTarget::isEmpty);
	}

}
