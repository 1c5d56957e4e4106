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

package io.github.iwaspring.azure;

import com.azure.core.credential.TokenCredential;
import io.github.iwaspring.IwaTokenService;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;

/**
 * Auto-configuration of a credential for the Azure SDK.
 * <p>
 * Spring Cloud Azure brings a credential as well, named
 * {@code springCloudAzureDefaultCredential}. Ours is a fallback: injected by type it is
 * taken only where it is the only one, so that neither an application's credential nor
 * Spring Cloud Azure's becomes ambiguous. Its name selects it, there and in
 * {@code spring.cloud.azure.credential.token-credential-bean-name}.
 */
@AutoConfiguration(afterName = "io.github.iwaspring.autoconfigure.IwaAutoConfiguration")
@ConditionalOnClass(TokenCredential.class)
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@ConditionalOnBean(AzureSettings.class)
public final class IwaAzureAutoConfiguration {

	@Bean
	@Fallback
	@ConditionalOnMissingBean(name = "iwaTokenCredential")
	IwaTokenCredential iwaTokenCredential(IwaTokenService tokens, AzureSettings settings) {
		return new IwaTokenCredential(tokens, settings.authority());
	}

}
