package io.github.iwaspring.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A client without any filter, to be compared with those that have one.
 */
@State(Scope.Benchmark)
public class WebClientState {

	final WebClient webClient = CannedConnector.connect(WebClient.builder().baseUrl(CannedConnector.API));

	public WebClientState() {
		CannedConnector.check(this.webClient, false);
	}

}
