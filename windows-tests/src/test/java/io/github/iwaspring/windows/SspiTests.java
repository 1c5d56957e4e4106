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

package io.github.iwaspring.windows;

import java.nio.file.Path;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;

/**
 * Tests of SSPI in the Windows JVM, with the stand-in for {@code secur32.dll} and a user
 * who has a ticket.
 */
class SspiTests {

	@Test
	void testsOfSspiPass() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			WindowsJvm jvm = new WindowsJvm().with("KRB5_CONFIG", directory.krb5Conf().toString())
				.with("KRB5CCNAME", "FILE:" + directory.ticketCache(User.ALICE))
				.option("-Diwa.certificate=" + Wine.path(directory.certificate()));
			new TestsOnWindows(jvm, Path.of("").toAbsolutePath()).pass(95, "io.github.iwaspring.kerberos.sspi");
		}
	}

}
