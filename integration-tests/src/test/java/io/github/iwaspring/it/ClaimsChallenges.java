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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A directory whose API sends claims challenges, and the requests that its token endpoint
 * received.
 */
abstract class ClaimsChallenges {

	static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

	static final String MERGED = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"},"
			+ "\"xms_cc\":{\"values\":[\"cp1\"]}}}";

	static final String ANNOUNCED = "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}";

	final EmbeddedDirectory directory = EmbeddedDirectory.start();

	final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();

	@BeforeEach
	void recordTokenRequests() {
		this.directory.on(Hop.TOKEN).intercept((request, hop) -> {
			this.tokenRequests.add(request.form());
			return hop.respond(request);
		});
	}

	@AfterEach
	void stop() {
		this.directory.close();
	}

	void assertChallengeIgnored() {
		try (Application application = start()) {
			for (Client client : Client.values()) {
				assertUnauthorized(client, application);
			}
			assertThat(this.tokenRequests).as("acquisitions").hasSize(1);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(Client.values().length);
		}
	}

	static void assertUnauthorized(Client client, Application application) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> client.call(application))
			.isInstanceOfAny(HttpClientErrorException.Unauthorized.class,
					WebClientResponseException.Unauthorized.class);
	}

	Application start() {
		return Application.start(this.directory.properties());
	}

	List<String> claims() {
		return this.tokenRequests.stream().map((form) -> form.get("claims")).toList();
	}

	List<String> grants() {
		return this.tokenRequests.stream().map((form) -> form.get("grant_type")).toList();
	}

	void challenge(Function<Request, Reply> api) {
		this.directory.on(Hop.API).intercept((request, hop) -> api.apply(request));
	}

	static Reply challenge(String claims) {
		return unauthorized("Bearer realm=\"\", error=\"insufficient_claims\", claims=\"" + encode(claims) + "\"");
	}

	static Reply unauthorized(String header) {
		return Reply.status(401).withHeader("WWW-Authenticate", header);
	}

	static String encode(String claims) {
		return Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
	}

	static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	enum Client {

		WEB_CLIENT {

			@Override
			String call(Application application, String uri) {
				return application.bean(WebClient.class).get().uri(uri).retrieve().bodyToMono(String.class).block();
			}

		},

		REST_CLIENT {

			@Override
			String call(Application application, String uri) {
				return application.bean(RestClient.class).get().uri(uri).retrieve().body(String.class);
			}

		};

		abstract String call(Application application, String uri);

		String call(Application application) {
			return call(application, "/me");
		}

	}

}
