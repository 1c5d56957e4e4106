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

import com.microsoft.sqlserver.jdbc.SQLServerAccessTokenCallback;
import com.zaxxer.hikari.HikariDataSource;
import io.github.iwaspring.IwaTokenService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of tokens for Azure SQL. Only at request, since a data source of an
 * on-premises server signs in by other means.
 */
@AutoConfiguration(afterName = "io.github.iwaspring.autoconfigure.IwaAutoConfiguration")
@ConditionalOnClass({ HikariDataSource.class, SQLServerAccessTokenCallback.class })
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("iwa.azure-sql.enabled")
@ConditionalOnBean(AzureSettings.class)
public final class IwaAzureSqlAutoConfiguration {

	@Bean
	static AzureSqlDataSources iwaAzureSqlDataSources(ObjectProvider<AzureSettings> settings,
			ObjectProvider<AzureSqlTokens> tokens) {
		return new AzureSqlDataSources(settings::getObject, tokens::getObject);
	}

	@Bean
	@Lazy
	@Fallback
	AzureSqlTokens iwaAzureSqlTokens(ObjectProvider<IwaTokenService> tokens, AzureSettings settings) {
		return new AzureSqlTokens(tokens::getObject, settings.authority());
	}

}
