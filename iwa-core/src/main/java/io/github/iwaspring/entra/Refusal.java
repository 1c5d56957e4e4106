package io.github.iwaspring.entra;

import org.jspecify.annotations.Nullable;

/**
 * The objection of a rule.
 *
 * @param reason why, as sentences
 * @param repaired the value without the fault, which other rules may still refuse, or
 * {@code null} if it cannot be known
 */
record Refusal(String reason, @Nullable String repaired) {

	Refusal(String reason) {
		this(reason, null);
	}

}
