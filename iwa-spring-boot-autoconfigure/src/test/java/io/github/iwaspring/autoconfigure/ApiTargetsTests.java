package io.github.iwaspring.autoconfigure;

import java.net.URI;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiTargets}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApiTargetsTests {

	private static final URI GRAPH = URI.create("https://graph.microsoft.com/v1.0/me");

	@Test
	void withoutAnyAllowedOriginBothBeansTogetherWarnOnce(CapturedOutput output) {
		ClientContext.of(new StubTokens(), ClientContext.nothingButGraph()).run((context) -> {
			assertThat(output).doesNotContain("WARN");
			context.getBean(WebClient.class);
			context.getBean(RestClient.class);
			assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
				.asString()
				.contains("iwa.api.base-url", "iwa.api.allowed-hosts");
		});
	}

	@Test
	void aBaseUrlThatIsNoSafeOriginIsWarnedAboutAsWell(CapturedOutput output) {
		new ApiTargets(ClientContext.baseUrl(URI.create("http://orders.contoso.com"))).forOwnClients();
		assertThat(output).contains("iwa.api.base-url");
	}

	@Test
	void whatIsConfiguredCountsForBothKindsOfClientAndLeavesNoRoomForGraph(CapturedOutput output) {
		ApiTargets targets = new ApiTargets(
				new ApiSettings(null, ClientContext.allowedHosts("orders.contoso.com").allowedHosts(),
						ClientContext.nothingButGraph("graph.microsoft.com").graphHosts()));
		URI orders = URI.create("https://orders.contoso.com/1");
		assertThat(targets.forOwnClients().tokenFor(orders, null)).isEqualTo(IwaTokenRequest.defaults());
		assertThat(targets.forInjectedBuilders().tokenFor(orders, null)).isEqualTo(IwaTokenRequest.defaults());
		assertThat(targets.forOwnClients().tokenFor(GRAPH, null)).isNull();
		assertThat(targets.forInjectedBuilders().tokenFor(GRAPH, null)).isNull();
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void whereNothingIsConfiguredOurBeansMayCallGraphAndInjectedBuildersNothing(CapturedOutput output) {
		ApiTargets targets = new ApiTargets(ClientContext.nothingButGraph("graph.microsoft.com"));
		assertThat(targets.forOwnClients().tokenFor(GRAPH, null)).isEqualTo(IwaTokenRequest.defaults());
		assertThat(targets.forInjectedBuilders().tokenFor(GRAPH, null)).isNull();
		assertThat(output).doesNotContain("WARN");
	}

}
