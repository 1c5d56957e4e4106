package io.github.iwaspring.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.github.iwaspring.IwaErrorCode;

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
	 * The problem as one paragraph.
	 */
	String fact() {
		return (this.value != null) ? this.name + " = '" + this.value + "': " + this.reason
				: this.name + " " + this.reason;
	}

	/**
	 * What to change, as one sentence.
	 */
	String remedy() {
		String change = (this.proposal != null) ? "Use '" + this.proposal + "'" : this.property.expectation();
		return this.name + ": " + change + ".";
	}

}
