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

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Unusual and invalid responses of the directory.
 */
class DirectoryResponseTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-5", "\"soon\"", "null" })
	void tokenResponseWithoutLifetimeIsRejected(String expiresIn) {
		this.directory.on(Hop.TOKEN)
			.rewrite((body) -> body.replaceAll("\"expires_in\":\\s*\\d+", "\"expires_in\":" + expiresIn));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.refused(IwaErrorCode.RESPONSE_INVALID, Stage.TOKEN))
				.hasMessageContaining("expires_in");
		}
	}

	@Test
	void tokenLifetimeMayBeAString() {
		this.directory.on(Hop.TOKEN)
			.rewrite((body) -> body.replaceAll("\"expires_in\":\\s*(\\d+)", "\"expires_in\":\"$1\""));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.tokens().getToken().expiresAt()).isAfter(Instant.now());
		}
	}

	@Test
	void retryAfterOfSuccessfulResponseIsIgnored() {
		this.directory.on(Hop.USER_REALM)
			.intercept((request, hop) -> hop.respond(request).withHeader("Retry-After", "60"));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.tokens().getToken()).isNotNull();
		}
	}

	@Test
	void unavailableDirectoryIsReportedWithRetryAfter() {
		this.directory.on(Hop.TOKEN)
			.respond(Reply.json(503, Map.of("error", "service_unavailable")).withHeader("Retry-After", "7"));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.refused(IwaErrorCode.SERVICE_UNAVAILABLE, Stage.TOKEN).retryAfter())
				.isEqualTo(Duration.ofSeconds(7));
			this.directory.on(Hop.TOKEN).reset();
			this.directory.log().clear();
			assertThat(application.refused(IwaErrorCode.SERVICE_UNAVAILABLE, Stage.TOKEN).retryAfter())
				.isBetween(Duration.ofMillis(1), Duration.ofSeconds(7));
			assertThat(this.directory.log().requests()).as("requests before the time to wait has passed").isEmpty();
			application.tokens().signOut();
			assertThat(application.tokens().getToken()).as("the token after the sign-out").isNotNull();
		}
	}

}
