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

package com.example.orders;

import java.time.Instant;
import java.util.Set;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenService;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.restclient.test.autoconfigure.AutoConfigureMockRestServiceServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * A test that replaces the token service by a mock, beside everything that looks at the
 * token service.
 */
@SpringBootTest(classes = MockedTokensTests.Everything.class, webEnvironment = WebEnvironment.NONE,
		properties = { "iwa.api.base-url=https://orders.example.com", "iwa.token.prefetch=true",
				"management.endpoints.web.exposure.include=health,iwa" })
@AutoConfigureMockRestServiceServer
class MockedTokensTests {

	@MockitoBean
	IwaTokenService tokens;

	@Autowired
	RestClient restClient;

	@Autowired
	MockRestServiceServer server;

	@Autowired
	HealthEndpoint health;

	@Autowired
	MeterRegistry meters;

	@Autowired
	ApplicationContext context;

	@Test
	void requestsCarryTheTokenOfTheMock() {
		given(this.tokens.getToken(any())).willReturn(IwaToken.of("mocked", Instant.now().plusSeconds(600),
				Set.of("api://orders/.default"), "alice@example.com", Source.CACHE));
		this.server.expect(requestTo("https://orders.example.com/me"))
			.andExpect(header(HttpHeaders.AUTHORIZATION, "Bearer mocked"))
			.andRespond(withSuccess());
		this.restClient.get().uri("/me").retrieve().toBodilessEntity();
		this.server.verify();
	}

	@Test
	void nothingIsKnownOfAMock() {
		assertThat(this.context.containsBean("iwaEndpoint")).isTrue();
		assertThat(this.health.healthForPath("iwa", "default").getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(this.meters.get("iwa.token.ttl").gauge().value()).isNaN();
	}

	@EnableAutoConfiguration
	static class Everything {

	}

}
