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

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that a test of the application replaces by mocks.
 */
@SpringJUnitConfig
@TestPropertySource(properties = { "iwa.api.base-url=https://orders.contoso.com",
		"iwa.clients.reports.base-url=https://reports.contoso.com" })
class MockedClientTests {

	@MockitoBean
	private WebClient web;

	@MockitoBean
	@Qualifier("reports")
	private RestClient reports;

	@Autowired
	private ApplicationContext context;

	@Test
	void mockIsForTheClientOfItsTypeOrItsQualifierAlone() {
		assertThat(this.context.getBean("iwaWebClient")).isSameAs(this.web);
		assertThat(this.context.getBean("iwa.reports.restClient")).isSameAs(this.reports);
		for (String other : new String[] { "iwa.reports.webClient", "iwaRestClient" }) {
			assertThat(Mockito.mockingDetails(this.context.getBean(other)).isMock()).as(other).isFalse();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ IwaAutoConfiguration.class, IwaWebClientAutoConfiguration.class,
			IwaRestClientAutoConfiguration.class })
	static class Application {

		@Bean
		IwaTokenService stubTokens() {
			return new StubTokens();
		}

	}

}
