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

package io.github.iwaspring.entra;

import java.util.Set;
import java.util.stream.Stream;

import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the authorities that {@link Authority#rules} refuse: why, and which value
 * they offer instead.
 */
class AuthorityRefusedTests {

	static final String CLIENT_ID = "5a0c7e5e-0000-4000-8000-1234567890ab";

	private static final HostAndPort[] TRUSTED = { HostAndPort.parse("entra.contoso.local:8443"),
			HostAndPort.parse("localhost:9443") };

	private final Rules<?> rules = Authority.rules(Set.of(TRUSTED), CLIENT_ID);

	static Stream<Arguments> refused() {
		return Stream.concat(RefusedUrls.all(), RefusedTypings.all());
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refusalSaysWhyAndOffersTheCorrectedValue(String typed, String description, @Nullable String correction) {
		assertThat(this.rules.check(typed)).isNotNull().satisfies((refusal) -> {
			assertThat(refusal.description()).contains(description);
			assertThat(refusal.correction()).isEqualTo(correction);
		});
	}

	@ParameterizedTest
	@MethodSource("refused")
	void correctedValueIsAcceptedAndInCanonicalForm(String typed, String description, @Nullable String correction) {
		Refusal refusal = this.rules.check(typed);
		String corrected = refusal.correction();
		if (corrected != null) {
			assertThat(this.rules.check(corrected)).isNull();
			assertThat(Authority.parse(corrected, TRUSTED).url()).isEqualTo(corrected);
		}
	}

	@ParameterizedTest
	@MethodSource("refused")
	void descriptionConsistsOfSentences(String typed, String description, @Nullable String correction) {
		assertThat(this.rules.check(typed).description()).matches("[A-Z'][ -~]*\\.");
	}

}
