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

package io.github.iwaspring.signin;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionContent}.
 */
class SessionContentTests {

	private static final SessionContent CONTENT = new SessionContent("client", "https://localhost/contoso.com/",
			new Account("alice@CONTOSO.COM", "a.t", "t"), new SavedAccount("a.t", "localhost", "alice"),
			"{\"AccessToken\":{}}", List.of());

	@Test
	void readReturnsWhatWasWritten() {
		assertThat(SessionContent.read(CONTENT.write())).isEqualTo(CONTENT);
		assertThat(SessionContent.clientId(CONTENT.write())).isEqualTo("client");
	}

	@ParameterizedTest
	@ValueSource(strings = { "client-id", "authority", "principal", "account", "tenant", "tokens" })
	void readWithoutAMemberReturnsNull(String member) {
		String text = CONTENT.write().replace("\"" + member + "\":", "\"other\":");
		assertThat(SessionContent.read(text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "tokens", "[]", "{}", "{\"directory\":[{\"url\":\"::\"}]}" })
	void readOfAnotherTextReturnsNull(String text) {
		assertThat(SessionContent.read(text)).isNull();
	}

	@Test
	void toStringHidesTheUserAndTheTokens() {
		assertThat(CONTENT.toString()).doesNotContain("alice").doesNotContain("AccessToken");
		assertThat(CONTENT.brokerAccount().toString()).doesNotContain("alice");
	}

}
