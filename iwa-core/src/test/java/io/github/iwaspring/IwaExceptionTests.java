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

package io.github.iwaspring;

import java.time.Duration;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaException.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IwaException} and the policies of {@link IwaErrorCode}.
 */
class IwaExceptionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			# code                | claims | type                            | ended by
			CONFIGURATION_MISSING |        | IwaConfigurationException       | ''
			CONFIGURATION_MISSING | {}     | IwaConfigurationException       | ''
			TIMEOUT               | {}     | IwaException                    | ''
			MFA_REQUIRED          |        | IwaInteractionRequiredException | broker, interactive, device-code
			PASSWORD_EXPIRED      | {}     | IwaInteractionRequiredException | interactive
			DEVICE_REQUIRED       |        | IwaInteractionRequiredException | broker
			BLOCKED_BY_POLICY     |        | IwaException                    | ''
			BLOCKED_BY_POLICY     | {}     | IwaInteractionRequiredException | broker, interactive, device-code
			""")
	void codeDeterminesTypeAndFlows(IwaErrorCode code, String claims, String type, String flows) {
		IwaException exception = IwaException.of(code, Stage.TOKEN).claims(claims).build();
		assertThat(exception.getClass().getSimpleName()).isEqualTo(type);
		assertThat(exception.endedBy().stream().map(IwaFallbackFlow::id).collect(Collectors.joining(", ")))
			.isEqualTo(flows);
	}

	@Test
	void toBuilderCopiesEveryValue() {
		IwaException original = IwaException.of(IwaErrorCode.THROTTLED, Stage.WS_TRUST)
			.description("Description.")
			.action("Action.")
			.correlationId("c-1")
			.claims("{}")
			.retryAfter(Duration.ofSeconds(17))
			.local()
			.cause(new IllegalStateException("cause"))
			.build();
		IwaException copy = original.toBuilder().build();
		assertThat(copy.code()).isEqualTo(IwaErrorCode.THROTTLED);
		assertThat(copy.stage()).isEqualTo(Stage.WS_TRUST);
		assertThat(copy.description()).isEqualTo("Description.");
		assertThat(copy.action()).isEqualTo("Action.");
		assertThat(copy.correlationId()).isEqualTo("c-1");
		assertThat(copy.claims()).isEqualTo("{}");
		assertThat(copy.retryAfter()).isEqualTo(Duration.ofSeconds(17));
		assertThat(copy.isLocal()).isTrue();
		assertThat(copy).hasCause(original.getCause());
	}

	@ParameterizedTest
	@EnumSource(Stage.class)
	void failureIsLocalAtTheStagesThatSendNothingAndWhereTheBuilderSaysSo(Stage stage) {
		IwaException failure = IwaException.of(IwaErrorCode.UNEXPECTED, stage).build();
		assertThat(failure.isLocal()).isEqualTo(stage == Stage.CONFIGURATION || stage == Stage.USERNAME);
		assertThat(failure.toBuilder().build().isLocal()).isEqualTo(failure.isLocal());
		assertThat(IwaException.of(IwaErrorCode.UNEXPECTED, stage).local().build().isLocal()).isTrue();
	}

	@Test
	void messageContainsNoControlCharacters() {
		IwaException exception = IwaException.of(IwaErrorCode.TIMEOUT, Stage.TOKEN)
			.description("a\r\nb.")
			.action("c\u001b[31md.")
			.build();
		assertThat(exception).hasMessage("a b. c [31md.");
	}

}
