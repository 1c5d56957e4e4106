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

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that has its own token service needs no tenant.
 */
class OwnTokenServiceTests {

	private final StubTokens tokens = new StubTokens();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(SslAutoConfiguration.class, IwaAutoConfiguration.class, IwaRestClientAutoConfiguration.class));

	private final ApplicationContextRunner own = this.runner.withBean("mine", IwaTokenService.class, () -> this.tokens);

	@Test
	void clientsSendItsTokensWithoutAuthorityClientIdAndScopes() throws Exception {
		try (RecordingServer api = RecordingServer.http()) {
			this.own.withPropertyValues("iwa.api.base-url=" + api.url("/")).run((context) -> {
				assertThat(context).hasSingleBean(IwaTokenService.class);
				context.getBean(RestClient.class).get().uri("/orders").retrieve().toBodilessEntity();
				assertThat(api.authorizations()).containsExactly("Bearer token-1");
				assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults());
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "iwa.authority, https://login.microsoftonline.com/common", "iwa.client-id, orders",
			"iwa.scopes, 'api://orders/Read,api://invoices/Read'", "iwa.api.base-url, ftp://orders",
			"iwa.http.ssl.bundle, corp" })
	void whatIsSetIsValidatedAllTheSame(String property, String value) {
		this.own.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(property + " = '"));
	}

	@Test
	void emptyValuesCountAsNotSet() {
		this.own.withPropertyValues("iwa.authority=", "iwa.client-id=", "iwa.scopes=", "iwa.token-cache.type=file")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/**
	 * As a mock of a test does, by whose name and definition Spring replaces ours.
	 */
	@Test
	void beanThatReplacesOursByNameNeedsNoTenantEither() {
		this.runner.withAllowBeanDefinitionOverriding(true)
			.withInitializer((context) -> context.addBeanFactoryPostProcessor((beans) -> {
				if (beans.containsBeanDefinition("iwaTokenService")) {
					((BeanDefinitionRegistry) beans).removeBeanDefinition("iwaTokenService");
					beans.registerSingleton("iwaTokenService", this.tokens);
				}
			}))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void doctorSaysThatItChecksNoSignIn() {
		this.own.withPropertyValues("iwa.api.base-url=https://orders.contoso.com").run((context) -> {
			assertThat(context.getBean(IwaDoctor.class).run().checks()).satisfies((checks) -> {
				assertThat(checks.subList(0, checks.size() - 1)).allSatisfy((check) -> {
					assertThat(check.status()).isEqualTo(Status.SKIPPED);
					assertThat(check.description()).contains("has its own IwaTokenService");
				});
				assertThat(checks.get(checks.size() - 1).status()).isEqualTo(Status.PASS);
			});
		});
	}

	@Test
	void withoutOneEachPropertyIsRequired() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.message()
			.contains("iwa.authority is required", "iwa.client-id is required", "iwa.scopes is required"));
	}

}
