package io.github.iwaspring.benchmarks;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedIwa;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application that has signed in.
 */
@State(Scope.Benchmark)
public class StarterState {

	private final EmbeddedIwa directory = EmbeddedIwa.start();

	private final ConfigurableApplicationContext context = Application.start(this.directory);

	final IwaTokenService tokens = Application.tokens(this.context);

	final WebClient webClient;

	public StarterState() {
		this.tokens.getToken();
		this.webClient = CannedConnector
			.connect(this.context.getBean(WebClient.Builder.class).baseUrl(this.directory.apiUrl().toString()));
		CannedConnector.check(this.webClient, true);
	}

	@TearDown
	public void stop() {
		this.context.close();
		this.directory.close();
	}

}
