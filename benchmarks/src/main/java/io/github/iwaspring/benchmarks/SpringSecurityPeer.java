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

package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServerOAuth2AuthorizedClientExchangeFilterFunction;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * A peer of the starter: Spring Security's filter, with a valid token in an in-memory
 * client. It cannot sign in with a ticket, so only the cost of an existing token is
 * measured.
 */
final class SpringSecurityPeer {

	private static final String CLIENT = "orders";

	private static final String PRINCIPAL = "anonymousUser";

	private final ReactiveOAuth2AuthorizedClientManager manager;

	private final OAuth2AuthorizeRequest request = OAuth2AuthorizeRequest.withClientRegistrationId(CLIENT)
		.principal(PRINCIPAL)
		.build();

	/**
	 * Creates the peer.
	 * @param value the value of its token
	 */
	SpringSecurityPeer(String value) {
		ClientRegistration registration = ClientRegistration.withRegistrationId(CLIENT)
			.clientId("client")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.tokenUri("https://localhost/token")
			.build();
		InMemoryReactiveClientRegistrationRepository registrations = new InMemoryReactiveClientRegistrationRepository(
				registration);
		InMemoryReactiveOAuth2AuthorizedClientService clients = new InMemoryReactiveOAuth2AuthorizedClientService(
				registrations);
		Instant now = Instant.now();
		OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, value, now,
				now.plus(Duration.ofHours(1)));
		clients
			.saveAuthorizedClient(new OAuth2AuthorizedClient(registration, PRINCIPAL, token),
					new TestingAuthenticationToken(PRINCIPAL, "none"))
			.block();
		this.manager = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, clients);
	}

	@Nullable OAuth2AuthorizedClient token() {
		return this.manager.authorize(this.request).block();
	}

	ExchangeFilterFunction filter() {
		ServerOAuth2AuthorizedClientExchangeFilterFunction filter = new ServerOAuth2AuthorizedClientExchangeFilterFunction(
				this.manager);
		filter.setDefaultClientRegistrationId(CLIENT);
		return filter;
	}

}
