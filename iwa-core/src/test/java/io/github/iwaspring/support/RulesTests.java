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

import java.util.List;
import java.util.Locale;

import io.github.iwaspring.support.Rules.Refusal;
import org.junit.jupiter.api.Test;

import static io.github.iwaspring.support.Rules.Rule.refuse;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rules}.
 */
class RulesTests {

	private final Rules<String> rules = Rules.of(
			refuse((value) -> value.contains("!"), "It is loud.", (value) -> value.replace("!", "")),
			refuse((value) -> value.contains(" "), "It has a space.", (value) -> value.replace(" ", "")),
			refuse((value) -> value.startsWith("x"), "It begins with x."));

	@Test
	void valueThatNoRuleRefusesIsAccepted() {
		assertThat(this.rules.check("abc")).isNull();
	}

	@Test
	void refusalOffersTheCorrectedValueThatAllRulesAccept() {
		assertThat(this.rules.check("a b!")).isEqualTo(new Refusal("It is loud. It has a space.", "ab"));
	}

	@Test
	void refusalOffersNothingWhenAnotherRuleRefusesTheCorrectedValue() {
		assertThat(this.rules.check("x!")).isEqualTo(new Refusal("It is loud. It begins with x."));
	}

	@Test
	void refusalOffersNothingWhenTheCorrectedValueIsBlank() {
		assertThat(this.rules.check("!")).isEqualTo(new Refusal("It is loud."));
	}

	@Test
	void correctionThatChangesNothingEnds() {
		assertThat(Rules.of(refuse((value) -> true, "It is never good.", (value) -> value)).check("a"))
			.isEqualTo(new Refusal("It is never good."));
	}

	@Test
	void correctionsThatNeverEndAreGivenUp() {
		assertThat(Rules.of(refuse((value) -> true, "It is never good.", (value) -> value + "a")).check("a"))
			.isEqualTo(new Refusal("It is never good."));
	}

	@Test
	void correctedValueIsOfferedInItsCanonicalForm() {
		Rules<Integer> numbers = Rules.of(
				List.of(refuse((value) -> value < 0, "It is negative.", (value) -> "0" + -value)), Integer::valueOf,
				(value) -> String.format(Locale.ROOT, "%d", value));
		assertThat(numbers.check("-7")).isEqualTo(new Refusal("It is negative.", "7"));
	}

	@Test
	void rulesWithoutCorrectionsOfferNothing() {
		assertThat(this.rules.withoutCorrections().check("a!")).isEqualTo(new Refusal("It is loud."));
	}

}
