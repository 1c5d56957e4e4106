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

import java.util.concurrent.atomic.AtomicInteger;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.RecordedRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An API that misuses challenges. It causes neither a loop nor unlimited requests, and an
 * origin that got no token cannot demand claims.
 */
class HostileApiTests extends ClaimsChallenges {

	@ParameterizedTest
	@EnumSource
	void repeatedChallengeFailsWithItsClaims(Client client) {
		try (Application application = start()) {
			this.directory.api().demandClaims("{\"access_token\":{\"deviceid\":{\"value\":\"d1\"}}}");
			IwaException failure = application.refused(IwaErrorCode.CLAIMS_CHALLENGE_REPEATED, Stage.TOKEN,
					() -> client.call(application));
			assertThat(failure.claims()).isEqualTo("{\"access_token\":{\"deviceid\":{\"value\":\"d1\"}}}");
			assertThat(failure).hasMessageContaining("GET to localhost");
			assertThat(this.tokenRequests).as("acquisitions").hasSize(2);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void challengesWithNewClaimsCauseOneAcquisitionPerRequest(Client client) {
		AtomicInteger number = new AtomicInteger();
		challenge((request) -> challenge(
				"{\"access_token\":{\"acrs\":{\"value\":\"c" + number.incrementAndGet() + "\"}}}"));
		try (Application application = start()) {
			application.tokens().getToken();
			for (int request = 1; request <= 3; request++) {
				application.refused(IwaErrorCode.CLAIMS_CHALLENGE_REPEATED, Stage.TOKEN,
						() -> client.call(application));
				assertThat(this.tokenRequests).as("acquisitions").hasSize(1 + request);
				assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(2 * request);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void alternatingRejectionsEndAfterThreeRequests(Client client) {
		AtomicInteger number = new AtomicInteger();
		challenge((request) -> (number.getAndIncrement() % 2 == 0) ? unauthorized("Bearer error=\"invalid_token\"")
				: challenge(CLAIMS));
		try (Application application = start()) {
			assertUnauthorized(client, application);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(3);
			assertThat(this.tokenRequests).as("acquisitions").hasSize(3);
		}
	}

	@ParameterizedTest
	@EnumSource
	void challengeOfOtherOriginIsIgnored(Client client) {
		this.directory.api().demandClaims(CLAIMS);
		challenge((request) -> challenge(CLAIMS));
		try (Application application = Application.start(this.directory.properties(),
				"iwa.api.base-url=https://orders.contoso.com")) {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> client.call(application, this.directory.apiUrl() + "/me"))
				.withMessageContaining("401");
			assertThat(this.directory.log().requests()).singleElement()
				.extracting(RecordedRequest::authorizationScheme)
				.isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Bearer error=\"insufficient_claims\"", "Bearer error=\"insufficient_claims\", claims=\"%%%\"",
					"Bearer error=\"insufficient_claims\", claims=\"bm8ganNvbg==\"",
					"Bearer error=\"insufficient_claims\", claims=\"W10=\"",
					"Basic error=\"insufficient_claims\", claims=\"e30=\"",
					"Bearer error=\"insufficient_scope\", claims=\"e30=\"" })
	void unusableChallengeReachesCaller(String header) {
		challenge((request) -> unauthorized(header));
		assertChallengeIgnored();
	}

	/**
	 * Uses transports that accept headers of nine kilobytes.
	 */
	@ParameterizedTest
	@EnumSource
	void oversizedClaimsAreIgnored(Client client) {
		challenge((request) -> challenge("{\"a\":\"" + "x".repeat(9 * 1024) + "\"}"));
		try (Application application = Application.start(this.directory.properties(),
				"spring.http.clients.reactive.connector=jdk", "spring.http.clients.imperative.factory=jdk")) {
			assertUnauthorized(client, application);
			assertThat(this.tokenRequests).hasSize(1);
		}
	}

}
