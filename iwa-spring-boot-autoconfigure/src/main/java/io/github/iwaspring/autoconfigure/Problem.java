package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A property that is missing, or whose value cannot be used.
 *
 * @param property which one
 * @param name its name, with an index if it is an element of a list
 * @param code what kind of problem it is
 * @param value the value as a message may show it, or {@code null} if there is none
 * @param reason why, as sentences
 * @param proposal a value that would be accepted, or {@code null} if it cannot be known
 */
record Problem(IwaProperty property, String name, IwaErrorCode code, @Nullable String value, String reason,
		@Nullable String proposal) {

	/**
	 * The property, and its value if it has one.
	 */
	String subject() {
		return (this.value != null) ? this.name + " = '" + this.value + "'" : this.name;
	}

	/**
	 * What is wrong, as sentences.
	 */
	String description() {
		return subject() + ((this.value != null) ? ": " : " ") + this.reason;
	}

	/**
	 * What to change, as one sentence.
	 */
	String action() {
		if (!this.name.startsWith(this.property.key())) {
			return "Rename " + this.name + " to " + this.property.key() + ".";
		}
		return "Set " + this.name + " to "
				+ ((this.proposal != null) ? "'" + this.proposal + "'" : this.property.expectation()) + ".";
	}

}
