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

import io.github.iwaspring.IwaTokenService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link DisabledClientFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DisabledClientFailureAnalyzerTests {

	@ParameterizedTest
	@ValueSource(classes = { NeedsWebClient.class, NeedsRestClient.class, NeedsTokenService.class })
	void analysisOfAMissingBeanSaysThatTheStarterIsDisabled(Class<?> component, CapturedOutput output) {
		fails(component, "--iwa.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Parameter 0 of constructor in " + component.getName() + " required a bean of type '"
					+ component.getDeclaredConstructors()[0].getParameterTypes()[0].getName() + "'")
			.contains("iwa.enabled is 'false'")
			.contains("Remove iwa.enabled or set it to true")
			.doesNotContain("Consider defining");
	}

	@Test
	void otherMissingBeanIsLeftToSpringBoot(CapturedOutput output) {
		fails(NeedsBuilder.class, "--iwa.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Consider")
			.doesNotContain("iwa.enabled is");
	}

	@Test
	void missingBeanIsLeftToSpringBootUnlessTheStarterIsDisabled() {
		NoSuchBeanDefinitionException missing = new NoSuchBeanDefinitionException(WebClient.class);
		assertThat(new DisabledClientFailureAnalyzer(new MockEnvironment()).analyze(missing)).isNull();
		assertThat(analyzer("true").analyze(missing)).isNull();
		assertThat(analyzer("TRUE").analyze(missing)).isNull();
		assertThat(analyzer("false").analyze(missing)).isNotNull();
		assertThat(analyzer("false").analyze(new NoSuchBeanDefinitionException("webClient"))).isNull();
	}

	private static DisabledClientFailureAnalyzer analyzer(String enabled) {
		return new DisabledClientFailureAnalyzer(new MockEnvironment().withProperty("iwa.enabled", enabled));
	}

	private static void fails(Class<?> component, String... arguments) {
		SpringApplication application = new SpringApplication(Application.class, component);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(IwaAutoConfiguration.class)
	static class Application {

	}

	static class NeedsWebClient {

		NeedsWebClient(WebClient webClient) {
		}

	}

	static class NeedsRestClient {

		NeedsRestClient(RestClient restClient) {
		}

	}

	static class NeedsTokenService {

		NeedsTokenService(IwaTokenService tokenService) {
		}

	}

	static class NeedsBuilder {

		NeedsBuilder(WebClient.Builder builder) {
		}

	}

}
