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

package io.github.iwaspring.azuretests;

import java.nio.file.Path;

import com.azure.core.http.HttpPipeline;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tokens for Azure SQL's driver in a Hikari data source of Spring Boot, seen by a server.
 */
class AzureSqlTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void serverGetsATokenOfTheUser() throws Exception {
		try (TdsServer server = server(Resource.AZURE_SQL.name()); Application application = start(server)) {
			assertThat(select(application)).isEqualTo(1);
			assertThat(server.protocols()).containsExactly("tds/8.0");
			assertThat(server.tokens()).containsExactly(application.bean(IwaTokenService.class)
				.getToken(IwaTokenRequest.defaults().withScopes(Resource.AZURE_SQL.defaultScope()))
				.value());
		}
	}

	@Test
	void graphAzureCoreAndAzureSqlShareOneSignIn() throws Exception {
		try (TdsServer server = server(Resource.AZURE_SQL.name()); Application application = start(server)) {
			HttpPipeline pipeline = AzureCoreTests.pipeline(application);
			assertThat(AzureCoreTests.Way.SYNC.get(pipeline, this.directory)).contains(User.ALICE.upn());
			assertThat(select(application)).isEqualTo(1);
			assertThat(Graph.client(application, this.directory).users().get().getValue()).isNotEmpty();
			assertThat(server.tokens()).hasSize(1);
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(1);
			assertThat(this.directory.log().requests(Hop.TOKEN)).as("a token for each resource").hasSize(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "api://orders", "https://graph.microsoft.com/", "https://vault.azure.net" })
	void serverThatNamesAnotherResourceGetsNone(String servicePrincipalName) throws Exception {
		try (TdsServer server = server(servicePrincipalName); Application application = start(server)) {
			assertRefused(server, IwaErrorCode.SERVER_UNTRUSTED, () -> select(application));
		}
	}

	@Test
	void serverThatNamesAnotherTokenServiceGetsNone() throws Exception {
		try (TdsServer server = new TdsServer(this.folder, "https://login.microsoftonline.com/contoso.com",
				Resource.AZURE_SQL.name()); Application application = start(server)) {
			assertRefused(server, IwaErrorCode.SERVER_UNTRUSTED, () -> select(application));
		}
	}

	@Test
	void serverOfAnotherTenantGetsNone() throws Exception {
		String other = "99999999-2222-4333-8444-555555555555";
		try (TdsServer server = new TdsServer(this.folder, this.directory.authority().resolve("/" + other).toString(),
				Resource.AZURE_SQL.name()); Application application = start(server, "iwa.authority=" + byId())) {
			assertRefused(server, IwaErrorCode.TENANT_MISMATCH, () -> select(application));
		}
	}

	@Test
	void serverThatIsNotListedIsNotEvenToldThatThereAreTokens() throws Exception {
		try (TdsServer server = server(Resource.AZURE_SQL.name());
				Application application = start(server, "iwa.azure-sql.allowed-hosts=localhost")) {
			assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(() -> select(application));
			assertThat(server.tokens()).isEmpty();
			assertThat(this.directory.log().requests()).isEmpty();
		}
	}

	private String byId() {
		return this.directory.authority().resolve("/" + this.directory.tenantId()).toString();
	}

	private TdsServer server(String servicePrincipalName) throws Exception {
		return new TdsServer(this.folder, byId(), servicePrincipalName);
	}

	private Application start(TdsServer server, String... more) {
		String[] properties = new String[4 + more.length];
		properties[0] = "iwa.azure-sql.enabled=true";
		properties[1] = "iwa.azure-sql.allowed-hosts=" + server.address();
		properties[2] = "spring.datasource.url=" + server.url();
		properties[3] = "spring.datasource.hikari.maximum-pool-size=1";
		System.arraycopy(more, 0, properties, 4, more.length);
		return Application.start(this.directory, properties);
	}

	private static int select(Application application) {
		return application.bean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class);
	}

	private void assertRefused(TdsServer server, IwaErrorCode code, ThrowingCallable call) {
		assertThat(catchThrowable(call)).rootCause()
			.isInstanceOfSatisfying(IwaException.class, (failure) -> assertThat(failure.code()).isEqualTo(code));
		assertThat(server.tokens()).isEmpty();
		assertThat(this.directory.log().requests()).isEmpty();
	}

}
