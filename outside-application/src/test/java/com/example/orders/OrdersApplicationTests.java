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
import io.github.iwaspring.test.EmbeddedIwa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What holds for the application with any set of starters.
 */
@SpringBootTest
@EmbeddedIwa
@ExtendWith(OutputCaptureExtension.class)
class OrdersApplicationTests {

	@Test
	void ordersAreListedForTheSignedInUser(@Autowired Orders orders, @Autowired IwaTokenService tokens) {
		assertThat(orders.list()).contains("alice@contoso.com");
		assertThat(tokens.getToken().source()).isEqualTo(IwaToken.Source.CACHE);
	}

	@Test
	void doctorIsContent(@Autowired IwaDoctor doctor) {
		assertThat(doctor.run().isHealthy()).isTrue();
	}

	@Test
	void applicationStartsWithThePropertiesOfTheReadme() {
		try (ConfigurableApplicationContext context = SpringApplication.run(OrdersApplication.class,
				"--server.port=0")) {
			assertThat(context.getEnvironment().getProperty("iwa.api.base-url"))
				.isEqualTo("https://orders.contoso.com");
			assertThat(context.getBean(Orders.class)).isNotNull();
		}
	}

	@Test
	void startWithoutPropertiesFailsByAnAnalysis(CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(OrdersApplication.class, "--server.port=0",
				"--iwa.authority=", "--iwa.client-id=", "--iwa.scopes="));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("iwa.authority")
			.contains("iwa.client-id")
			.contains("iwa.scopes");
	}

	@Test
	void springBootAndJavaAreThoseOfTheRow() {
		assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.spring-boot.version"));
		assertThat(Runtime.version().feature()).isEqualTo(Integer.getInteger("expected.java.version"));
	}

}
