package io.github.iwaspring.autoconfigure;

import java.net.URI;

import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientConfigurationTests {

	@Test
	void bothClientBeansTogetherWarnOnceIfNoOriginIsAllowed(CapturedOutput output) {
		run(ClientContext.nothingButGraph(), output);
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("iwa.api.base-url", "iwa.api.allowed-hosts");
	}

	@Test
	void baseUrlThatIsNotASafeOriginIsAWarning(CapturedOutput output) {
		run(ClientContext.baseUrl(URI.create("http://orders.contoso.com")), output);
		assertThat(output).contains("iwa.api.base-url");
	}

	@Test
	void allowedHostsAndGraphAreNoWarning(CapturedOutput output) {
		run(ClientContext.allowedHosts("orders.contoso.com"), output);
		run(ClientContext.nothingButGraph("graph.microsoft.com"), output);
		assertThat(output).doesNotContain("WARN");
	}

	private static void run(AllowedTargets targets, CapturedOutput output) {
		ClientContext.of(new StubTokens(), targets).run((context) -> {
			assertThat(output).doesNotContain("WARN");
			context.getBean(WebClient.class);
			context.getBean(RestClient.class);
		});
	}

}
