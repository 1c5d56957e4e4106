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

package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryRequest}.
 */
class DirectoryRequestTests {

	private final DirectoryRequest request = new DirectoryRequest(ProtocolStep.USER_REALM, "GET",
			URI.create("https://login.microsoftonline.com/common/userrealm/alice%40contoso.com"));

	@Test
	void failureNamesTheRequestWithoutItsUrl() {
		IwaException failure = this.request.failure(IwaErrorCode.TIMEOUT, "There was no response.")
			.action("Try again.")
			.build();
		assertThat(failure.stage()).isEqualTo(Stage.USER_REALM);
		assertThat(failure)
			.hasMessage("There was no response. Request: GET to login.microsoftonline.com (user realm). Try again.");
	}

	@Test
	void failureWithResponseNamesTheStatusAndKeepsTheTimeToWait() {
		DirectoryResponse response = new DirectoryResponse(503,
				HttpHeaders.of(Map.of("Retry-After", List.of("7")), (name, value) -> true), "", null);
		IwaException failure = this.request.failure(IwaErrorCode.SERVICE_UNAVAILABLE, response, "It failed.")
			.action("Try again.")
			.build();
		assertThat(failure.description())
			.isEqualTo("It failed. Request: GET to login.microsoftonline.com (user realm), status 503.");
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void fillInLimitsThePath() {
		DirectoryRequest longest = new DirectoryRequest(ProtocolStep.WS_TRUST, "POST",
				URI.create("https://adfs.contoso.com:8443/" + "x".repeat(1000)));
		assertThat(longest.fillIn("{host} {origin}{path}"))
			.startsWith("adfs.contoso.com https://adfs.contoso.com:8443/xxx")
			.endsWith("x...")
			.hasSizeLessThan(300);
	}

}
