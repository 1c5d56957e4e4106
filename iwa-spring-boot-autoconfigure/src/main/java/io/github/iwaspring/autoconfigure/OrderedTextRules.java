package io.github.iwaspring.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Rules that are applied one after the other until one objects.
 */
final class OrderedTextRules implements TextRule {

	private static final int MOST_REPAIRS = 5;

	private final List<TextRule> rules;

	OrderedTextRules(TextRule... rules) {
		this.rules = List.of(rules);
	}

	@Override
	public @Nullable Objection check(String value) {
		Objection first = firstObjection(value);
		if (first == null) {
			return null;
		}
		return new Objection(first.reason(), accepted(first.proposal(), MOST_REPAIRS));
	}

	private @Nullable String accepted(@Nullable String proposal, int repairs) {
		if (proposal == null || proposal.isBlank() || repairs == 0) {
			return null;
		}
		Objection objection = firstObjection(proposal);
		return (objection == null) ? proposal : accepted(objection.proposal(), repairs - 1);
	}

	private @Nullable Objection firstObjection(String value) {
		for (TextRule rule : this.rules) {
			Objection objection = rule.check(value);
			if (objection != null) {
				return objection;
			}
		}
		return null;
	}

}
