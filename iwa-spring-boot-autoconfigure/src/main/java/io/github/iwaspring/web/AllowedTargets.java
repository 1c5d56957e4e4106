package io.github.iwaspring.web;

import java.net.ProxySelector;
import java.net.URI;
import java.util.List;

import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * The rule where a token may go: over https to an origin that is listed, host and port
 * compared exactly; over http only to a listed port of this machine, and never through a
 * proxy. Whatever else a request is, it goes without a token. Immutable.
 */
public final class AllowedTargets {

	private final List<TokenTarget> targets;

	private AllowedTargets(List<TokenTarget> targets) {
		this.targets = targets;
	}

	/**
	 * Returns the rule for some APIs.
	 * @param targets the APIs; of two with one origin the first counts
	 * @return the rule
	 */
	public static AllowedTargets of(TokenTarget... targets) {
		ProxySelector.getDefault(); // reads a file at first: here, and not on an event
									// loop
		return new AllowedTargets(List.of(targets));
	}

	/**
	 * Decides about one request.
	 * @param url the absolute URL that the request goes to
	 * @param requested what the request itself asks for, or {@code null} if it leaves the
	 * choice to the rule
	 * @return what the request's token is for, or {@code null} if the request gets none
	 */
	public @Nullable IwaTokenRequest tokenFor(URI url, @Nullable IwaTokenRequest requested) {
		for (TokenTarget target : this.targets) {
			if (target.covers(url)) {
				if (requested == null) {
					return target.token();
				}
				return target.accepts(requested) ? requested : null;
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
