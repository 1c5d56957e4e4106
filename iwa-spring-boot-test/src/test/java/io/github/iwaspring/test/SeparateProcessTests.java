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

package io.github.iwaspring.test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.github.iwaspring.test.adfs.WsTrustVersion;
import io.github.iwaspring.test.kerberos.TokenPrinter;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedDirectory} with an application in a separate process.
 */
class SeparateProcessTests {

	@Test
	void processSignsInWithTheFilesAlone() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Djava.security.krb5.conf=" + directory.krb5Conf(), "-cp", System.getProperty("java.class.path"),
					TokenPrinter.class.getName(), directory.ticketCache(User.JANE).toString())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			String authorization = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).isZero();
			ManualSignIn jane = new ManualSignIn(directory, User.JANE);
			assertThat(jane.wsTrust(WsTrustVersion.V1_3, "Authorization", authorization).body())
				.contains("jane.doe@contoso.com");
		}
	}

}
