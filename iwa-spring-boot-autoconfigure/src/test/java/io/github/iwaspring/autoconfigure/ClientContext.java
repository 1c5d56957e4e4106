package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.fixtures.TestTls;
import io.github.iwaspring.web.StubTokens;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

/**
 * An application with Boot's clients and ours, whose tokens come from a stub, and which
 * trusts the test's certificate.
 */
final class ClientContext {

	private ClientContext() {
	}

	static ApplicationContextRunner of(StubTokens tokens, ApiSettings settings) {
		return with(new ApplicationContextRunner(), tokens, settings);
	}

	static <T extends AbstractApplicationContextRunner<T, ?, ?>> T with(T runner, StubTokens tokens,
			ApiSettings settings) {
		return runner
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
					WebClientAutoConfiguration.class, RestClientAutoConfiguration.class,
					IwaWebClientAutoConfiguration.class, IwaRestClientAutoConfiguration.class))
			.withBean("stubTokens", IwaTokenService.class, () -> tokens)
			.withBean(ApiSettings.class, () -> settings)
			.withBean(SslBundleRegistrar.class,
					() -> (bundles) -> bundles.registerBundle("test", TestTls.clientBundle()))
			.withPropertyValues("spring.http.clients.ssl.bundle=test");
	}

	static ApiSettings baseUrl(URI baseUrl) {
		return new ApiSettings(baseUrl, Set.of(), Set.of());
	}

	static ApiSettings allowedHosts(String... hosts) {
		return new ApiSettings(null, parse(hosts), Set.of());
	}

	static ApiSettings nothingButGraph(String... graphHosts) {
		return new ApiSettings(null, Set.of(), parse(graphHosts));
	}

	private static Set<HostAndPort> parse(String... hosts) {
		return Arrays.stream(hosts).map(HostAndPort::parse).collect(Collectors.toSet());
	}

}
