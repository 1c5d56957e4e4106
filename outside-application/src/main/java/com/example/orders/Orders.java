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

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

@Component
class Orders {

	private final WebClient webClient;

	private final RestClient restClient;

	Orders(WebClient webClient, RestClient restClient) {
		this.webClient = webClient;
		this.restClient = restClient;
	}

	String listByWebClient() {
		return this.webClient.get().uri("/orders").retrieve().bodyToMono(String.class).block();
	}

	String listByRestClient() {
		return this.restClient.get().uri("/orders").retrieve().body(String.class);
	}

}
