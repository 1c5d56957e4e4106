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

package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link IwaFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class IwaFailureAnalyzerTests {

	@Test
	void analysisOfRunnerWithoutTicketHasDescriptionAndAction(CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> SpringApplication.run(FailingApplication.class, "--spring.main.web-application-type=none"));
		assertThat(output).contains("There is no Kerberos ticket. (ticket-missing)")
			.containsSubsequence("Action:", "Run kinit.")
			.doesNotContain("\tat io.github.iwaspring");
	}

	@Configuration(proxyBeanMethods = false)
	static class FailingApplication {

		@Bean
		ApplicationRunner runner() {
			return (arguments) -> {
				throw IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
					.description("There is no Kerberos ticket.")
					.action("Run kinit.")
					.build();
			};
		}

	}

}
