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

import java.net.http.HttpClient;

import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.azure.AzureSettings;
import io.github.iwaspring.signin.KerberosProviders;
import io.github.iwaspring.support.LocalDataFolder;
import io.github.iwaspring.support.RuntimeModule;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.web.AllowedTargets;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of integrated Windows authentication.
 * <p>
 * The properties are validated when their mapper is created, also under lazy
 * initialization; never by a condition, so that processing ahead of time needs no tenant.
 * Where the application has its own token service, or a test replaces ours, nobody signs
 * in by the properties, so none is required.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@EnableConfigurationProperties(IwaProperties.class)
@Import({ TokenServiceConfiguration.class, DoctorConfiguration.class })
@ImportRuntimeHints(IwaRuntimeHints.class)
public final class IwaAutoConfiguration {

	@Bean
	@Lazy(false)
	IwaPropertiesMapper iwaPropertiesMapper(IwaProperties properties, Environment environment,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<TokenServiceConfiguration> tokenService,
			BeanFactory beans) {
		// Spring would fail to look into the mapper's methods, and not say why
		RuntimeModule.require(Stage.CONFIGURATION, () -> HttpClient.class);
		return new IwaPropertiesMapper(properties, environment, KerberosProviders.ofThisPlatform(),
				LocalDataFolder.ofThisUser(), sslBundles::getIfAvailable, tokenService.getIfAvailable() != null
						&& beans.isTypeMatch("iwaTokenService", CachingTokenService.class));
	}

	@Bean
	AllowedTargets iwaAllowedTargets(IwaPropertiesMapper settings) {
		return settings.targets();
	}

	@Bean
	AzureSettings iwaAzureSettings(IwaPropertiesMapper settings) {
		return settings.azure();
	}

}
