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

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.EmbeddedIwa;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@EmbeddedIwa
class BothClientsTests {

	@Test
	void bothKindsOfClientAndTheirBuildersSignIn(@Autowired RestClient restClient,
			@Autowired RestClient.Builder restClientBuilder, @Autowired WebClient.Builder webClientBuilder,
			EmbeddedDirectory directory) {
		String url = directory.apiUrl() + "/orders";
		assertThat(restClient.get().uri("/orders").retrieve().body(String.class)).contains("alice@contoso.com");
		assertThat(restClientBuilder.build().get().uri(url).retrieve().body(String.class))
			.contains("alice@contoso.com");
		assertThat(webClientBuilder.build().get().uri(url).retrieve().bodyToMono(String.class).block())
			.contains("alice@contoso.com");
	}

}
