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

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An AD FS that requires channel binding, and a Kerberos provider that does not support
 * it.
 */
class ExtendedProtectionTests {

	@Test
	void ticketWithoutChannelBindingIsRejectedAndErrorNamesAlternatives() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.extendedProtection(true));
				Application application = Application.start(directory.properties(), "iwa.kerberos.provider=java")) {
			assertThat(application.refused(IwaErrorCode.NEGOTIATE_REJECTED, Stage.WS_TRUST).action())
				.contains("Extended Protection", "ExtendedProtectionTokenCheck")
				.contains("iwa.kerberos.channel-binding", "iwa.kerberos.provider=native")
				.contains("setspn -Q */localhost");
			assertThat(directory.log().requests(Hop.TOKEN)).isEmpty();
		}
	}

}
