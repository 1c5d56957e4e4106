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

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.support.OAuth2RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * Two APIs: one knows the signed-in user, the other one the application.
 */
@Configuration
@ImportHttpServices(group = "orders", types = HttpServices.OrdersApi.class)
@ImportHttpServices(group = "partner", types = HttpServices.PartnerApi.class)
class HttpServices {

	@Bean
	OAuth2AuthorizedClientManager clientManager(ClientRegistrationRepository registrations,
			OAuth2AuthorizedClientService clients) {
		return new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
	}

	@Bean
	OAuth2RestClientHttpServiceGroupConfigurer tokensOfSpringSecurity(OAuth2AuthorizedClientManager clientManager) {
		return OAuth2RestClientHttpServiceGroupConfigurer.from(clientManager);
	}

	interface OrdersApi {

		@GetExchange("/orders")
		String list();

	}

	interface PartnerApi {

		@GetExchange("/authorization")
		@ClientRegistrationId("partner")
		String authorization();

		@GetExchange("/authorization")
		String authorizationWithoutRegistration();

	}

}
