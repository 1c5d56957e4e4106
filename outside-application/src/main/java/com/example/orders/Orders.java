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
