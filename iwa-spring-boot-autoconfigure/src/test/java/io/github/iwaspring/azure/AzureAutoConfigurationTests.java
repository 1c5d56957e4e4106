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

import java.util.Set;

import com.azure.core.credential.TokenCredential;
import com.microsoft.sqlserver.jdbc.SQLServerAccessTokenCallback;
import com.zaxxer.hikari.HikariDataSource;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link IwaAzureAutoConfiguration} and {@link IwaAzureSqlAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AzureAutoConfigurationTests {

	private static final String SERVER = "jdbc:sqlserver://orders.database.windows.net";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IwaAzureAutoConfiguration.class, IwaAzureSqlAutoConfiguration.class))
		.withBean("iwaTokenService", IwaTokenService.class, () -> Tokens.ofTenant(Tokens.TENANT))
		.withBean(AzureSettings.class,
				() -> new AzureSettings(Authority.parse("https://login.microsoftonline.com/contoso.com"),
						Set.of(new HostAndPort("sql.contoso.local", 1433), new HostAndPort("[::1]", 1500),
								new HostAndPort("localhost", 1501))));

	private final ApplicationContextRunner sql = this.runner.withPropertyValues("iwa.azure-sql.enabled=true");

	@Test
	void credentialIsTakenByTypeWhereItIsTheOnlyOne() {
		this.runner.run((context) -> assertThat(context.getBean(TokenCredential.class))
			.isSameAs(context.getBean("iwaTokenCredential")));
	}

	@Test
	void anotherCredentialIsTakenByTypeAndOursByName() {
		TokenCredential own = (request) -> null;
		this.runner.withBean("own", TokenCredential.class, () -> own).run((context) -> {
			assertThat(context.getBean(TokenCredential.class)).isSameAs(own);
			assertThat(context.getBean("iwaTokenCredential")).isInstanceOf(IwaTokenCredential.class);
		});
	}

	@Test
	void credentialOfOurNameWins() {
		TokenCredential own = (request) -> null;
		this.runner.withBean("iwaTokenCredential", TokenCredential.class, () -> own)
			.run((context) -> assertThat(context.getBean(TokenCredential.class)).isSameAs(own));
	}

	@Test
	void nothingOfAzureExistsWhenDisabled() {
		this.sql.withPropertyValues("iwa.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(TokenCredential.class);
			assertThat(context).doesNotHaveBean(AzureSqlDataSources.class);
		});
	}

	@Test
	void credentialIsAbsentWithoutAzureCore() {
		this.sql.withClassLoader(new FilteredClassLoader("com.azure")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).doesNotHaveBean("iwaTokenCredential");
			assertThat(context).hasSingleBean(AzureSqlDataSources.class);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.zaxxer.hikari", "com.microsoft.sqlserver" })
	void azureSqlIsAbsentWithoutItsLibraries(String library) {
		this.sql.withClassLoader(new FilteredClassLoader(library)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).doesNotHaveBean(AzureSqlDataSources.class);
			assertThat(context).hasBean("iwaTokenCredential");
		});
	}

	@Test
	void dataSourceGetsNoTokensUnlessAskedFor() {
		run(this.runner, dataSource(SERVER), false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:sqlserver://orders.database.windows.net",
			"jdbc:sqlserver://ORDERS.Database.Windows.NET:1433;database=orders;encrypt=true",
			"jdbc:sqlserver://orders.database.windows.net:3342;encrypt=strict",
			"jdbc:sqlserver://;serverName={orders.database.windows.net};portNumber=1433",
			"jdbc:sqlserver://;server=orders.database.windows.net",
			"jdbc:sqlserver://orders.database.windows.net;trustServerCertificate=false;hostNameInCertificate=*.database.windows.net;loginTimeout=30",
			"jdbc:sqlserver://orders.database.windows.net;authentication=NotSpecified",
			"jdbc:sqlserver://sql.contoso.local", "jdbc:sqlserver://SQL.contoso.local:1433",
			"jdbc:sqlserver://sql.contoso.local;hostNameInCertificate=cluster.contoso.local",
			"jdbc:sqlserver://localhost:1501", "jdbc:sqlserver://;serverName=::1;portNumber=1500" })
	void dataSourceOfAzureSqlGetsTokens(String url, CapturedOutput output) {
		run(this.sql, dataSource(url), true);
		assertThat(output).doesNotContain("gets no token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:sqlserver://localhost:1433", "jdbc:sqlserver://sql.contoso.local:1434",
			"jdbc:sqlserver://database.windows.net", "jdbc:sqlserver://database.windows.net.evil.com",
			"jdbc:sqlserver://evildatabase.windows.net", "jdbc:sqlserver://orders.database.usgovcloudapi.net",
			"jdbc:sqlserver://orders.database.windows.net.",
			"jdbc:sqlserver://evil.com;serverName=evil.com;database=orders.database.windows.net",
			"jdbc:sqlserver://orders.database.windows.net;serverName=evil.com",
			"jdbc:sqlserver://evil.com\\x.database.windows.net", "jdbc:sqlserver://evil.com/.database.windows.net",
			"jdbc:sqlserver://evil.com,1433.database.windows.net", "jdbc:sqlserver://",
			"jdbc:sqlserver://sql.contoso.local.database.windows.net.contoso.local" })
	void dataSourceOfAnotherServerGetsNone(String url, CapturedOutput output) {
		run(this.sql, dataSource(url), false);
		assertThat(output).contains("INFO").contains("iwa.azure-sql.allowed-hosts").doesNotContain("WARN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:x", "jdbc:jtds:sqlserver://orders.database.windows.net" })
	void dataSourceOfAnotherDriverIsLeftAlone(String url, CapturedOutput output) {
		run(this.sql, dataSource(url), false);
		assertThat(output).doesNotContain("gets no token");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			;encrypt=false                                | encrypt is not true or strict
			;encrypt=optional                             | encrypt is not true or strict
			;Encrypt = No                                 | encrypt is not true or strict
			;trustServerCertificate=true                  | trustServerCertificate is true
			;encrypt=strict;trustServerCertificate={true} | trustServerCertificate is true
			;integratedSecurity=true                      | integratedSecurity is set
			;authentication=ActiveDirectoryPassword       | authentication is set
			;user=alice                                   | a user or a password is set
			;userName=alice                               | a user or a password is set
			;password=secret                              | a user or a password is set
			;PWD = {secret}                               | a user or a password is set
			;hostNameInCertificate=evil.com               | hostNameInCertificate is not a name of Azure SQL
			;hostNameInCertificate=*.windows.net          | hostNameInCertificate is not a name of Azure SQL
			;hostNameInCertificate=database.windows.net   | hostNameInCertificate is not a name of Azure SQL
			;failoverPartner=evil.com                     | failoverPartner is set
			;instanceName=inst                            | it names an instance
			\\inst                                        | it names an instance
			""")
	void dataSourceThatWouldGiveTheTokenAwayGetsNone(String end, String reason, CapturedOutput output) {
		run(this.sql, dataSource(SERVER + end), false);
		assertThat(output).contains("WARN")
			.containsOnlyOnce("gets no token")
			.contains(reason)
			.doesNotContain("alice")
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource({ "user, alice", "UserName, alice", "password, secret", "encrypt, false", "trustServerCertificate, true",
			"integratedSecurity, true", "authentication, ActiveDirectoryDefault" })
	void dataSourcePropertiesCountAsTheUrlDoes(String name, String value, CapturedOutput output) {
		HikariDataSource dataSource = dataSource(SERVER);
		dataSource.addDataSourceProperty(name, value);
		run(this.sql, dataSource, false);
		assertThat(output).contains("WARN").containsOnlyOnce("gets no token");
	}

	@Test
	void dataSourcePropertiesWinOverTheUrlAsWithTheDriver() {
		HikariDataSource dataSource = dataSource(SERVER);
		dataSource.addDataSourceProperty("serverName", "evil.com");
		run(this.sql, dataSource, false);
	}

	@Test
	void userOrPasswordOfTheDataSourceCounts(CapturedOutput output) {
		HikariDataSource user = dataSource(SERVER);
		user.setUsername("alice");
		run(this.sql, user, false);
		HikariDataSource password = dataSource(SERVER);
		password.setPassword("secret");
		run(this.sql, password, false);
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void allReasonsAreInOneWarning(CapturedOutput output) {
		run(this.sql, dataSource(SERVER + ";encrypt=false;user=alice"), false);
		assertThat(output).containsOnlyOnce("WARN")
			.contains("encrypt is not true or strict, and a user or a password is set");
	}

	@Test
	void callbackOfTheApplicationStays() {
		SQLServerAccessTokenCallback own = (name, tokenService) -> null;
		HikariDataSource dataSource = dataSource(SERVER);
		dataSource.addDataSourceProperty("accessTokenCallback", own);
		this.sql.withBean(HikariDataSource.class, () -> dataSource)
			.run((context) -> assertThat(dataSource.getDataSourceProperties().get("accessTokenCallback"))
				.isSameAs(own));
	}

	@ParameterizedTest
	@CsvSource({ "jdbcUrl, jdbc:sqlserver://evil.com", "serverName, evil.com", "trustServerCertificate, true" })
	void serverThatIsSetAfterwardsGetsNoToken(String name, String value) {
		this.sql.withBean(HikariDataSource.class, () -> dataSource(SERVER)).run((context) -> {
			Tokens tokens = (Tokens) context.getBean(IwaTokenService.class);
			HikariDataSource dataSource = context.getBean(HikariDataSource.class);
			SQLServerAccessTokenCallback callback = (SQLServerAccessTokenCallback) dataSource.getDataSourceProperties()
				.get("accessTokenCallback");
			String service = "https://login.windows.net/" + Tokens.TENANT;
			assertThat(callback.getAccessToken("https://database.windows.net/", service).getAccessToken())
				.isEqualTo(tokens.value);
			if (name.equals("jdbcUrl")) {
				dataSource.setJdbcUrl(value);
			}
			else {
				dataSource.addDataSourceProperty(name, value);
			}
			assertThatExceptionOfType(IwaException.class)
				.isThrownBy(() -> callback.getAccessToken("https://database.windows.net/", service))
				.extracting(IwaException::code)
				.isEqualTo(IwaErrorCode.SERVER_UNTRUSTED);
			assertThat(tokens.requests).hasSize(1);
		});
	}

	@Test
	void withoutAnAuthorityOnlyListedServersGetTokens() {
		ApplicationContextRunner own = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(IwaAzureSqlAutoConfiguration.class))
			.withBean(IwaTokenService.class, Tokens::opaque)
			.withBean(AzureSettings.class,
					() -> new AzureSettings(null, Set.of(new HostAndPort("sql.contoso.local", 1433))))
			.withPropertyValues("iwa.azure-sql.enabled=true");
		run(own, dataSource(SERVER), false);
		run(own, dataSource("jdbc:sqlserver://sql.contoso.local"), true);
	}

	private static void run(ApplicationContextRunner runner, HikariDataSource dataSource, boolean getsTokens) {
		runner.withBean("dataSource", HikariDataSource.class, () -> dataSource).run((context) -> {
			assertThat(context).hasNotFailed();
			Object callback = context.getBean(HikariDataSource.class)
				.getDataSourceProperties()
				.get("accessTokenCallback");
			if (getsTokens) {
				assertThat(callback).isInstanceOf(SQLServerAccessTokenCallback.class);
			}
			else {
				assertThat(callback).isNull();
			}
		});
	}

	private static HikariDataSource dataSource(String url) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(url);
		return dataSource;
	}

}
