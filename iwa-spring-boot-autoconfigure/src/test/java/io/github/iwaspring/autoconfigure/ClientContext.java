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

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.fixtures.TestTls;
import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.StubTokens;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

/**
 * An application with Spring Boot's clients and ours. Its tokens come from a stub, and it
 * trusts the certificate of the tests.
 */
final class ClientContext {

	private ClientContext() {
	}

	static ApplicationContextRunner of(StubTokens tokens, AllowedTargets targets) {
		return with(new ApplicationContextRunner(), tokens, targets);
	}

	static <T extends AbstractApplicationContextRunner<T, ?, ?>> T with(T runner, StubTokens tokens,
			AllowedTargets targets) {
		return runner
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
					WebClientAutoConfiguration.class, RestClientAutoConfiguration.class,
					RestTemplateAutoConfiguration.class, IwaWebClientAutoConfiguration.class,
					IwaRestClientAutoConfiguration.class))
			.withBean("stubTokens", IwaTokenService.class, () -> tokens)
			.withBean(AllowedTargets.class, () -> targets)
			.withBean(SslBundleRegistrar.class,
					() -> (bundles) -> bundles.registerBundle("test", TestTls.clientBundle()))
			.withPropertyValues("spring.http.clients.ssl.bundle=test");
	}

	static AllowedTargets baseUrl(URI baseUrl) {
		return AllowedTargets.of(List.of(new AllowedTargets.Entry(null, baseUrl, Set.of(), Set.of())), Set.of());
	}

	static AllowedTargets allowedHosts(String... hosts) {
		return AllowedTargets.of(List.of(new AllowedTargets.Entry(null, null, parse(hosts), Set.of())), Set.of());
	}

	static AllowedTargets nothingButGraph(String... graphHosts) {
		return AllowedTargets.of(List.of(new AllowedTargets.Entry(null, null, Set.of(), Set.of())), parse(graphHosts));
	}

	private static Set<HostAndPort> parse(String... hosts) {
		return Arrays.stream(hosts).map(HostAndPort::parse).collect(Collectors.toSet());
	}

}
