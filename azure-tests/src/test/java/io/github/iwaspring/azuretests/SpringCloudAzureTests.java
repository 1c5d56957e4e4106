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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.azure.core.credential.TokenCredential;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.spring.cloud.core.customizer.AzureServiceClientBuilderCustomizer;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.tenant.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The credential in Spring Cloud Azure, with its client of Key Vault. A part of the
 * directory plays the vault: it challenges with a tenant and a resource.
 */
class SpringCloudAzureTests {

	private static final String BY_ONE_PROPERTY = "spring.cloud.azure.credential.token-credential-bean-name=iwaTokenCredential";

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final List<String> authorizations = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void secretIsReadAsTheUser() {
		playVault(this.directory.tenantId());
		try (Application application = start(BY_ONE_PROPERTY)) {
			assertThat(application.bean(SecretClient.class).getSecret("orders").getValue()).isEqualTo("beans");
			String token = application.bean(IwaTokenService.class)
				.getToken(IwaTokenRequest.defaults().withScopes(Resource.ORDERS.defaultScope()))
				.value();
			assertThat(this.authorizations).containsExactly("Bearer " + token);
		}
	}

	@Test
	void vaultOfAnotherTenantGetsNoToken() {
		playVault("99999999-2222-4333-8444-555555555555");
		try (Application application = start(BY_ONE_PROPERTY)) {
			assertThatExceptionOfType(IwaException.class)
				.isThrownBy(() -> application.bean(SecretClient.class).getSecret("orders"))
				.satisfies((failure) -> assertThat(failure.code()).isEqualTo(IwaErrorCode.TENANT_MISMATCH));
			assertThat(this.authorizations).isEmpty();
		}
	}

	@Test
	void springCloudAzuresOwnCredentialStaysTheOneThatIsInjectedByType() {
		try (Application application = start("spring.main.lazy-initialization=false")) {
			assertThat(application.bean(TokenCredential.class)).isNotSameAs(application.credential());
		}
	}

	private Application start(String property) {
		return Application.start(this.directory, Configuration.class, property,
				"spring.cloud.azure.keyvault.secret.endpoint=" + this.directory.apiUrl(),
				"spring.cloud.azure.keyvault.secret.retry.mode=fixed",
				"spring.cloud.azure.keyvault.secret.retry.fixed.max-retries=0",
				"spring.cloud.azure.keyvault.secret.retry.fixed.delay=1s",
				"spring.cloud.azure.keyvault.secret.challenge-resource-verification-enabled=false");
	}

	private void playVault(String tenant) {
		this.directory.on(Hop.OTHER)
			.intercept((request, hop) -> request.path().startsWith("/secrets/") ? vault(request, tenant)
					: hop.respond(request));
	}

	private Reply vault(Request request, String tenant) {
		String authorization = request.header("Authorization");
		if (authorization == null) {
			return Reply.status(401)
				.withHeader("WWW-Authenticate", "Bearer authorization=\""
						+ this.directory.authority().resolve("/" + tenant) + "\", resource=\"api://orders\"");
		}
		this.authorizations.add(authorization);
		return Reply.json(200, Map.of("value", "beans", "id", this.directory.apiUrl() + "/secrets/orders/1"));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Configuration {

		@Bean
		AzureServiceClientBuilderCustomizer<SecretClientBuilder> trustOfTheDirectory(SslBundles bundles) {
			return (builder) -> builder.httpClient(Application.httpClient(bundles));
		}

	}

}
