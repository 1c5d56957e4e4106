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

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A signed-in application, and clients of its API that differ only in their filter.
 */
@State(Scope.Benchmark)
public class ApplicationState {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final ConfigurableApplicationContext context = Application.start(this.directory);

	final IwaTokenService tokens = Application.tokens(this.context);

	final SpringSecurityPeer springSecurity = new SpringSecurityPeer(this.tokens.getToken().value());

	final AzurePeer azure = new AzurePeer(this.tokens.getToken().value(), this.directory.apiUrl() + "/me");

	final WebClient plainClient;

	final WebClient fixedHeaderClient;

	final WebClient starterClient;

	final WebClient springSecurityClient;

	final ExchangeFunction plain = ApplicationState::respond;

	final ExchangeFunction starterFilter;

	final ExchangeFunction springSecurityFilter;

	final ClientRequest request = ClientRequest.create(HttpMethod.GET, URI.create(this.directory.apiUrl() + "/me"))
		.build();

	public ApplicationState() {
		ExchangeFilterFunction filter = filter(builder());
		this.plainClient = client(List.of());
		this.fixedHeaderClient = this.plainClient.mutate()
			.defaultHeaders((headers) -> headers.setBearerAuth(this.tokens.getToken().value()))
			.build();
		this.starterClient = client(List.of(filter));
		this.springSecurityClient = client(List.of(this.springSecurity.filter()));
		this.starterFilter = filter.apply(this.plain);
		this.springSecurityFilter = this.springSecurity.filter().apply(this.plain);
		CannedConnector.check(this.plainClient, false);
		CannedConnector.check(this.fixedHeaderClient, true);
		CannedConnector.check(this.starterClient, true);
		CannedConnector.check(this.springSecurityClient, true);
	}

	private WebClient.Builder builder() {
		return this.context.getBean(WebClient.Builder.class)
			.baseUrl(this.directory.apiUrl().toString())
			.clientConnector(new CannedConnector());
	}

	private WebClient client(List<ExchangeFilterFunction> filters) {
		return builder().filters((present) -> {
			present.clear();
			present.addAll(filters);
		}).build();
	}

	/**
	 * Returns the filter that the starter adds to builders.
	 */
	private static ExchangeFilterFunction filter(WebClient.Builder builder) {
		List<ExchangeFilterFunction> found = new ArrayList<>();
		builder.filters(found::addAll);
		if (found.size() != 1) {
			throw new IllegalStateException("The builder should have exactly one filter, that of the starter");
		}
		return found.get(0);
	}

	private static Mono<ClientResponse> respond(ClientRequest request) {
		return Mono.just(ClientResponse.create(HttpStatus.OK).build());
	}

	@TearDown
	public void stop() {
		this.context.close();
		this.directory.close();
	}

}
