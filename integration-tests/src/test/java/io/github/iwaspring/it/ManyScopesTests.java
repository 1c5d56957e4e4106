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

package io.github.iwaspring.it;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that asks for tokens with ever other scopes, each of which Entra ID
 * issues. Scopes may come from the application's callers, so their number has no limit.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ManyScopesTests {

	private static final int SCOPES = 1100;

	/**
	 * The token cache keeps 256 tokens, and msal4j up to twice as many in between.
	 */
	private static final int MOST = 600;

	@Test
	void whatIsKeptHasABoundHoweverManyScopesAreAskedFor() throws IOException {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				ForkedApplication application = ForkedApplication.start(Map.of(), List.of("-Xmx64m"),
						directory.properties())) {
			application.ask("scopes 0 " + SCOPES);
			assertThat(directory.log().requests(Hop.TOKEN)).as("each has a token of its own")
				.hasSizeGreaterThanOrEqualTo(SCOPES);
			String most = application.ask("instances");
			assertThat(Integer.parseInt(most.split(" ")[0])).as(most).isBetween(200, MOST);
		}
	}

}
