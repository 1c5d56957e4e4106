/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.support;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * An ordered table of rules for a configured value. The value is checked as it was typed,
 * not as a parser repairs it.
 * <p>
 * The first rule that applies refuses the value. If it knows a correction, the corrected
 * value is checked in turn. The refusal offers it only if all rules accept it, and has
 * the sentences of all rules that refused on the way. Immutable.
 *
 * @param <T> the form in which the rules see the value
 */
public final class Rules<T> {

	private static final int MAX_CORRECTIONS = 10;

	private final List<Rule<T>> rules;

	private final Function<String, T> reader;

	private final Function<T, String> canonicalForm;

	private Rules(List<Rule<T>> rules, Function<String, T> reader, Function<T, String> canonicalForm) {
		this.rules = List.copyOf(rules);
		this.reader = reader;
		this.canonicalForm = canonicalForm;
	}

	/**
	 * Returns a table whose rules see the text itself.
	 * @param rules the rules, in order
	 * @return the table
	 */
	@SafeVarargs
	public static Rules<String> of(Rule<String>... rules) {
		return new Rules<>(List.of(rules), Function.identity(), Function.identity());
	}

	/**
	 * Returns a table whose rules see a parsed form of the text.
	 * @param rules the rules, in order
	 * @param reader parses any text without judging it
	 * @param canonicalForm writes an accepted value as a refusal offers it
	 * @param <T> the parsed form
	 * @return the table
	 */
	public static <T> Rules<T> of(List<Rule<T>> rules, Function<String, T> reader, Function<T, String> canonicalForm) {
		return new Rules<>(rules, reader, canonicalForm);
	}

	/**
	 * Checks a value.
	 * @param typed the value as it was typed
	 * @return the refusal, or {@code null} if all rules accept the value
	 */
	public @Nullable Refusal check(String typed) {
		Set<String> sentences = new LinkedHashSet<>();
		String text = typed;
		for (int corrections = 0; corrections <= MAX_CORRECTIONS; corrections++) {
			T value = this.reader.apply(text);
			Rule<T> rule = firstThatRefuses(value);
			if (rule == null) {
				return sentences.isEmpty() ? null : refusal(sentences, this.canonicalForm.apply(value));
			}
			sentences.add(rule.description().apply(value));
			String corrected = rule.correction().apply(value);
			if (corrected == null || corrected.isBlank() || corrected.equals(text)) {
				break;
			}
			text = corrected;
		}
		return refusal(sentences, null);
	}

	/**
	 * Returns the same table without corrections, for values that name a user: a
	 * corrected value would name the user in a message.
	 * @return the table
	 */
	public Rules<T> withoutCorrections() {
		return new Rules<>(this.rules.stream()
			.map((rule) -> new Rule<>(rule.refuses(), rule.description(), (value) -> null))
			.toList(), this.reader, this.canonicalForm);
	}

	private @Nullable Rule<T> firstThatRefuses(T value) {
		for (Rule<T> rule : this.rules) {
			if (rule.refuses().test(value)) {
				return rule;
			}
		}
		return null;
	}

	private static Refusal refusal(Set<String> sentences, @Nullable String correction) {
		return new Refusal(String.join(" ", sentences), correction);
	}

	/**
	 * A rule of a table.
	 *
	 * @param refuses whether it refuses a value
	 * @param description why, as a sentence
	 * @param correction the value without the fault, which other rules may still refuse,
	 * or {@code null} if it cannot be known
	 * @param <T> the form in which the rule sees the value
	 */
	public record Rule<T>(Predicate<T> refuses, Function<T, String> description, Correction<T> correction) {

		/**
		 * Returns a rule that knows no correction.
		 * @param fault whether the rule refuses a value
		 * @param description why, as a sentence
		 * @param <T> the form in which the rule sees the value
		 * @return the rule
		 */
		public static <T> Rule<T> refuse(Predicate<T> fault, String description) {
			return refuse(fault, description, (value) -> null);
		}

		/**
		 * Returns a rule.
		 * @param fault whether the rule refuses a value
		 * @param description why, as a sentence
		 * @param correction the value without the fault, or {@code null}
		 * @param <T> the form in which the rule sees the value
		 * @return the rule
		 */
		public static <T> Rule<T> refuse(Predicate<T> fault, String description, Correction<T> correction) {
			return new Rule<>(fault, (value) -> description, correction);
		}

		/**
		 * Returns a rule that refuses a text that is empty or blank.
		 * @return the rule
		 */
		public static Rule<String> refuseBlank() {
			return refuse(String::isBlank, "It is empty.");
		}

	}

	/**
	 * The correction of a value.
	 *
	 * @param <T> the form in which a rule sees the value
	 */
	@FunctionalInterface
	public interface Correction<T> {

		/**
		 * Corrects one fault.
		 * @param value the value
		 * @return the value without the fault, or {@code null} if it cannot be known
		 */
		@Nullable String apply(T value);

	}

	/**
	 * The refusal of a value.
	 *
	 * @param description why, as one or more sentences
	 * @param correction the value to use instead, which all rules accept, or {@code null}
	 * if it cannot be known
	 */
	public record Refusal(String description, @Nullable String correction) {

		/**
		 * Returns a refusal without a corrected value.
		 * @param description why, as one or more sentences
		 */
		public Refusal(String description) {
			this(description, null);
		}

	}

}
