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

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class OrdersApplicationTests {

	@Test
	void bothClientsSignIn() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				ConfigurableApplicationContext context = SpringApplication.run(OrdersApplication.class,
						directory.arguments())) {
			Orders orders = context.getBean(Orders.class);
			assertThat(orders.listByWebClient()).contains("alice@contoso.com").isEqualTo(orders.listByRestClient());
			assertThat(context.getBean(IwaTokenService.class).getToken().source()).isEqualTo(IwaToken.Source.CACHE);
			assertThat(context.getBean(IwaDoctor.class).run().isHealthy()).isTrue();
		}
	}

	@Test
	void startWithoutPropertiesFailsByAnAnalysis(CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(OrdersApplication.class));
		assertThat(output).contains("APPLICATION FAILED TO START").contains("iwa.authority").contains("iwa.client-id");
	}

	@Test
	void springBootIsTheOneOfTheApplication() {
		assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.spring-boot.version"));
	}

}
