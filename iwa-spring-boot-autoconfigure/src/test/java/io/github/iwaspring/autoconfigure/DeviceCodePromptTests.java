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

import java.time.Clock;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.prompt.ConsoleDeviceCodePrompt;
import io.github.iwaspring.signin.FallbackSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the beans and properties of the fallbacks.
 */
class DeviceCodePromptTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IwaAutoConfiguration.class))
		.withPropertyValues("iwa.authority=https://login.microsoftonline.com/contoso.com/",
				"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "iwa.scopes=User.Read");

	@Test
	void noFlowIsTriedByDefault() {
		this.runner.run((context) -> assertThat(fallback(context).flows()).isEmpty());
	}

	@Test
	void flowsAreReadByTheirNames() {
		this.runner
			.withPropertyValues("iwa.fallback.flows=device-code, interactive,broker",
					"iwa.fallback.interactive.redirect-uri=http://localhost:8400")
			.run((context) -> {
				assertThat(context).hasSingleBean(IwaTokenService.class);
				FallbackSettings fallback = fallback(context);
				assertThat(fallback.flows()).containsExactly(IwaFallbackFlow.DEVICE_CODE, IwaFallbackFlow.INTERACTIVE,
						IwaFallbackFlow.BROKER);
				assertThat(fallback.deviceCodeTimeout()).hasMinutes(15);
				assertThat(fallback.interactiveTimeout()).hasMinutes(5);
				assertThat(fallback.redirectUri()).hasPort(8400);
			});
	}

	@Test
	void consoleIsThePromptUnlessTheApplicationHasAnother() {
		this.runner.run((context) -> assertThat(context.getBean(IwaDeviceCodePrompt.class))
			.isInstanceOf(ConsoleDeviceCodePrompt.class));
		IwaDeviceCodePrompt own = (code) -> {
		};
		this.runner.withBean(IwaDeviceCodePrompt.class, () -> own)
			.run((context) -> assertThat(context.getBean(IwaDeviceCodePrompt.class)).isSameAs(own));
	}

	private static FallbackSettings fallback(ApplicationContext context) {
		FallbackSettings none = FallbackSettings.none();
		return context.getBean(IwaPropertiesMapper.class).fallback(none.prompt(), none.brokers(), Clock.systemUTC());
	}

}
