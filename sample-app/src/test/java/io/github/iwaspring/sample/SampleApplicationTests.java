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

package io.github.iwaspring.sample;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sample, with the embedded directory.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTests {

	@Test
	void runCallsTheApiTwiceWithOneSignIn(CapturedOutput output) {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			assertThat(SampleApplication.run(System.out, directory.arguments())).isZero();
			assertThat(directory.log().requests(Hop.API)).hasSize(2);
			assertThat(directory.log().requests(Hop.WS_TRUST)).hasSize(1);
		}
		assertThat(output)
			.contains("First call: signed in as alice@contoso.com by integrated Windows authentication, in ")
			.contains("Second call: signed in as alice@contoso.com with a cached token, in ")
			.contains("\"upn\":\"alice@contoso.com\"");
	}

}
