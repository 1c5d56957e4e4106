package io.github.iwaspring.autoconfigure;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.iwaspring.entra.TypingSlip;
import org.jspecify.annotations.Nullable;

/**
 * A rule for the text of a property.
 */
@FunctionalInterface
interface TextRule {

	/**
	 * Refuses every slip of typing, pasting or templating.
	 */
	TextRule NO_SLIPS = inOrder(Arrays.stream(TypingSlip.values()).map(TextRule::no).toArray(TextRule[]::new));

	/**
	 * Checks a value.
	 * @return the objection, whose proposal other rules may still refuse, or {@code null}
	 */
	@Nullable Objection check(String value);

	/**
	 * Refuses a slip of typing. White space is only taken from the ends: what belongs
	 * together cannot be known.
	 */
	static TextRule no(TypingSlip slip) {
		return (value) -> slip.isIn(value) ? new Objection(slip.reason(value),
				(slip == TypingSlip.WHITE_SPACE) ? value.strip() : slip.repaired(value)) : null;
	}

	/**
	 * Refuses what a predicate finds.
	 */
	static TextRule refuse(Predicate<String> fault, String reason) {
		return refuse(fault, reason, (value) -> null);
	}

	/**
	 * Refuses what a predicate finds, and proposes a repair.
	 */
	static TextRule refuse(Predicate<String> fault, String reason, Function<String, @Nullable String> repair) {
		return (value) -> fault.test(value) ? new Objection(reason, repair.apply(value)) : null;
	}

	/**
	 * Joins rules: the first objection counts, and its proposal is kept only if all the
	 * rules accept it, or lead from it to a value that they accept.
	 */
	static TextRule inOrder(TextRule... rules) {
		return new OrderedTextRules(rules);
	}

}
