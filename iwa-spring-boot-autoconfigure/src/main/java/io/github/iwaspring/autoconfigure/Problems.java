package io.github.iwaspring.autoconfigure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The problems that are found in a configuration, to be reported together.
 */
final class Problems {

	private final List<Problem> found = new ArrayList<>();

	/**
	 * Notes that a required property is missing.
	 * @param property which one
	 * @param value {@code null}, or a blank value, which counts as none
	 */
	void missing(IwaProperty property, @Nullable String value) {
		missing(property, "", value);
	}

	/**
	 * Notes that a property is missing which another one requires.
	 */
	void missing(IwaProperty property, IwaProperty requiring, @Nullable String value) {
		missing(property, " with " + requiring.key(), value);
	}

	private void missing(IwaProperty property, String condition, @Nullable String value) {
		this.found.add(new Problem(property, property.key(), IwaErrorCode.CONFIGURATION_MISSING, null,
				"is required" + condition + " and " + ((value != null) ? "empty." : "not set."), null));
	}

	/**
	 * Notes that a value cannot be used.
	 */
	void refused(IwaProperty property, String value, Refusal refusal) {
		refused(property, property.key(), value, refusal);
	}

	/**
	 * Notes that the former name of a property is set.
	 */
	void renamed(RenamedProperty renamed) {
		this.found.add(new Problem(renamed.property(), renamed.key(), IwaErrorCode.CONFIGURATION_REFUSED,
				shown(renamed.property(), renamed.value()),
				"The property is named " + renamed.property().key() + " now.", null));
	}

	/**
	 * Notes that an element of a list cannot be used.
	 */
	void refused(IwaProperty property, int index, String value, Refusal refusal) {
		refused(property, property.key() + "[" + index + "]", value, refusal);
	}

	private void refused(IwaProperty property, String name, String value, Refusal refusal) {
		IwaErrorCode code = (property == IwaProperty.AUTHORITY) ? IwaErrorCode.AUTHORITY_REFUSED
				: IwaErrorCode.CONFIGURATION_REFUSED;
		this.found.add(
				new Problem(property, name, code, shown(property, value), refusal.description(), refusal.correction()));
	}

	private static String shown(IwaProperty property, String value) {
		return switch (property) {
			case USERNAME, PRINCIPAL -> Redaction.userName(value);
			default -> Redaction.configuredValue(value, Cloud::isSignInHost);
		};
	}

	/**
	 * Ends the validation.
	 * @throws InvalidIwaPropertiesException if any problem was found
	 */
	void throwIfAny() {
		if (!this.found.isEmpty()) {
			throw new InvalidIwaPropertiesException(
					this.found.stream().sorted(Comparator.comparing(Problem::property)).toList());
		}
	}

}
