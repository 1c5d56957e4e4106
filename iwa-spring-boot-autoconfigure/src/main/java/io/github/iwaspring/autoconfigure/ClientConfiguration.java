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

import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.IwaHttpRequestValuesProcessor;
import io.github.iwaspring.web.TokenRefusals;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Beans that both kinds of client use.
 */
@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

	private static final Log logger = LogFactory.getLog(ClientConfiguration.class);

	/**
	 * The rule for the starter's own client beans. It is created with the first of them,
	 * so an application that has none gets no warning.
	 */
	@Bean(defaultCandidate = false)
	@Lazy
	AllowedTargets iwaOwnClientTargets(AllowedTargets targets) {
		AllowedTargets own = targets.forOwnClients();
		if (own.isEmpty()) {
			logger.warn("No request of the WebClient and RestClient beans will carry a token,"
					+ " because no host is allowed to receive it. Set iwa.api.base-url to the API's https URL,"
					+ " or list its host in iwa.api.allowed-hosts.");
		}
		return own;
	}

	/**
	 * Warns that a builder bean of the application sends no tokens.
	 * @param name the name of the bean
	 * @param type the type of builder
	 * @param customizer the name of the customizer that would change it
	 */
	static void warnOfOwnBuilder(String name, String type, String customizer) {
		logger.warn("Requests of the " + type + " bean '" + name
				+ "' carry no token, because the application makes it itself. Apply the bean '" + customizer
				+ "' to it, or use Spring Boot's builder.");
	}

	/**
	 * Warns that a client bean of the application, which takes the place of the
	 * starter's, sends no tokens.
	 * @param name the name of the bean
	 * @param type the type of client
	 */
	static void warnOfOwnClient(String name, String type) {
		logger.warn("Requests of the " + type + " bean '" + name
				+ "' carry no token, because the application makes it itself. Build it with the injected " + type
				+ ".Builder, or declare it with defaultCandidate = false to keep the starter's bean beside it.");
	}

	/**
	 * Tells that a {@code RestTemplate} bean of the application sends no tokens, which
	 * may be meant so.
	 * @param name the name of the bean
	 */
	static void tellOfOwnRestTemplate(String name) {
		logger.info("Requests of the RestTemplate bean '" + name
				+ "' carry no token, because the application makes it itself. If they are to, apply the bean"
				+ " 'iwaRestTemplateCustomizer' to it, or build it with the injected RestTemplateBuilder.");
	}

	@Bean
	IwaHttpRequestValuesProcessor iwaHttpRequestValuesProcessor(Environment environment) {
		return new IwaHttpRequestValuesProcessor(environment);
	}

	@Bean
	TokenRefusals iwaTokenRefusals() {
		return new TokenRefusals();
	}

	@Bean
	static RedirectGuard iwaRedirectGuard() {
		return new RedirectGuard();
	}

}
