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
