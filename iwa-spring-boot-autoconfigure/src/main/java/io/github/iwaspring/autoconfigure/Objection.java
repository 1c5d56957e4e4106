package io.github.iwaspring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Why a value cannot be used.
 *
 * @param reason why, as sentences
 * @param proposal the value to use instead, or {@code null} if it cannot be known
 */
record Objection(String reason, @Nullable String proposal) {

	Objection(String reason) {
		this(reason, null);
	}

}
