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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedIwa;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The partner's API and its token endpoint are a server of this test, which may get the
 * user's token, too: what decides is the client registration.
 */
@SpringBootTest
@EmbeddedIwa
class HttpServicesTests {

	private static HttpServer partner;

	@DynamicPropertySource
	static void startPartner(DynamicPropertyRegistry properties) throws IOException {
		partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		partner.createContext("/token", (exchange) -> answer(exchange, "application/json",
				"{\"access_token\":\"partners\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
		partner.createContext("/authorization", (exchange) -> answer(exchange, "text/plain",
				exchange.getRequestHeaders().getOrDefault("Authorization", List.of()).toString()));
		partner.start();
		String origin = "localhost:" + partner.getAddress().getPort();
		properties.add("spring.http.serviceclient.partner.base-url", () -> "http://" + origin);
		properties.add("iwa.api.allowed-hosts", () -> origin);
	}

	@AfterAll
	static void stopPartner() {
		partner.stop(0);
	}

	@Test
	void callOfOneGroupCarriesTheTokenOfTheUser(@Autowired HttpServices.OrdersApi orders) {
		assertThat(orders.list()).contains("alice@contoso.com");
	}

	@Test
	void callWithARegistrationCarriesTheTokenOfSpringSecurityAlone(@Autowired HttpServices.PartnerApi partnerApi) {
		assertThat(partnerApi.authorization()).isEqualTo("[Bearer partners]");
	}

	@Test
	void callWithoutARegistrationCarriesTheTokenOfTheUser(@Autowired HttpServices.PartnerApi partnerApi,
			@Autowired IwaTokenService tokens) {
		assertThat(partnerApi.authorizationWithoutRegistration())
			.isEqualTo("[Bearer " + tokens.getToken().value() + "]");
	}

	private static void answer(HttpExchange exchange, String type, String text) throws IOException {
		try (exchange) {
			byte[] body = text.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", type);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

}
