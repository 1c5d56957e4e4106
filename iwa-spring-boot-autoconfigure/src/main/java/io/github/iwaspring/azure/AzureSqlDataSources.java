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

import java.util.List;
import java.util.function.Supplier;

import com.microsoft.sqlserver.jdbc.SQLServerAccessTokenCallback;
import com.zaxxer.hikari.HikariDataSource;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives Hikari data sources of Azure SQL the callback that supplies tokens, before they
 * are initialized: afterwards Spring Boot may wrap them, and their pool may start.
 * <p>
 * The server is judged by the URL alone, before it is asked anything, and again whenever
 * the driver asks for a token: the URL can be set until the pool starts. Data sources of
 * other servers stay as they are: an on-premises server takes Kerberos tickets, not
 * tokens.
 */
final class AzureSqlDataSources implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(AzureSqlDataSources.class);

	private final Supplier<AzureSettings> settings;

	private final Supplier<SQLServerAccessTokenCallback> callback;

	AzureSqlDataSources(Supplier<AzureSettings> settings, Supplier<SQLServerAccessTokenCallback> callback) {
		this.settings = settings;
		this.callback = callback;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource dataSource) {
			SqlServerUrl url = SqlServerUrl.of(dataSource);
			if (url != null && !url.hasOwnTokens()) {
				giveTokens(dataSource, beanName, url);
			}
		}
		return bean;
	}

	private void giveTokens(HikariDataSource dataSource, String beanName, SqlServerUrl url) {
		List<String> objections = objections(url);
		if (objections == null) {
			logger.info("The data source '" + beanName + "' gets no token of the user, because its server is neither "
					+ "under a domain of Azure SQL in the cloud of iwa.authority nor in iwa.azure-sql.allowed-hosts.");
			return;
		}
		if (!objections.isEmpty()) {
			logger.warn("The data source '" + beanName + "' gets no token of the user, because "
					+ String.join(", and ", objections) + " in its URL or its properties.");
			return;
		}
		if (dataSource.isRunning()) {
			logger.warn("The data source '" + beanName
					+ "' gets no token of the user, because its pool has started already. Create it without a "
					+ "HikariConfig, or by Spring Boot's properties.");
			return;
		}
		dataSource.addDataSourceProperty(SqlServerUrl.CALLBACK,
				judgingAgain(dataSource, beanName, this.callback.get()));
	}

	/**
	 * The callback of one data source, whose URL and properties can change until its pool
	 * starts: with the first connection, after all post-processing.
	 */
	private SQLServerAccessTokenCallback judgingAgain(HikariDataSource dataSource, String beanName,
			SQLServerAccessTokenCallback tokens) {
		return (servicePrincipalName, tokenService) -> {
			SqlServerUrl url = SqlServerUrl.of(dataSource);
			if (url == null || !List.of().equals(objections(url))) {
				throw IwaException.of(IwaErrorCode.SERVER_UNTRUSTED, Stage.TOKEN)
					.description("The data source '" + beanName
							+ "' gets no token, because its URL or its properties changed after it was initialized, "
							+ "to ones that get none.")
					.action("Set the URL and the properties of the data source where it is created.")
					.local()
					.build();
			}
			return tokens.getAccessToken(servicePrincipalName, tokenService);
		};
	}

	/**
	 * What is in the way of a token.
	 * @return descriptions that follow "because"; empty for none; {@code null} if the
	 * server is not one of Azure SQL, and not listed
	 */
	private @Nullable List<String> objections(SqlServerUrl url) {
		AzureSettings settings = this.settings.get();
		HostAndPort server = url.server();
		String domain = sqlDomain(settings.authority());
		boolean inDomain = server != null && domain != null && SqlServerUrl.isIn(domain, server.host());
		if (server == null || !(inDomain || settings.sqlHosts().contains(server))) {
			return null;
		}
		return url.objections(inDomain ? domain : null);
	}

	private static @Nullable String sqlDomain(@Nullable Authority authority) {
		Cloud cloud = (authority != null) ? authority.cloud() : null;
		return (cloud != null) ? cloud.sqlDomain() : null;
	}

}
