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

package io.github.iwaspring.test.autoconfigure;

import java.time.Clock;

import io.github.iwaspring.IwaTokenService;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a token service that hands out test tokens.
 *
 * @see AutoConfigureTestIwaTokens
 */
@AutoConfiguration(beforeName = "io.github.iwaspring.autoconfigure.IwaAutoConfiguration")
@ConditionalOnClass(IwaTokenService.class)
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
public final class TestIwaTokensAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(IwaTokenService.class)
	TestTokenService testIwaTokenService() {
		return new TestTokenService(Clock.systemUTC());
	}

}
