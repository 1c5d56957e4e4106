package io.github.iwaspring.entra;

import org.jspecify.annotations.Nullable;

/**
 * What the rules say about an authority as it was typed.
 */
public sealed interface AuthorityVerdict {

	/**
	 * An authority that can be used.
	 *
	 * @param authority the authority in its canonical form
	 */
	record Accepted(Authority authority) implements AuthorityVerdict {
	}

	/**
	 * An authority that cannot be used.
	 *
	 * @param reason why, in one or more sentences; quotes neither user info nor anything
	 * that could be a part of it
	 * @param proposal an authority that the rules accept, or {@code null} if it cannot be
	 * known which one was meant
	 */
	record Refused(String reason, @Nullable String proposal) implements AuthorityVerdict {
	}

}
