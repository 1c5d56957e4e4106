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

package io.github.iwaspring.azuretests;

import java.util.function.BiFunction;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.util.Context;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The credential in the HTTP pipeline that all clients of the Azure SDK are built on.
 */
class AzureCoreTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@ParameterizedTest
	@EnumSource
	void pipelineCallsTheApiAsTheUser(Way way) {
		try (Application application = Application.start(this.directory)) {
			HttpPipeline pipeline = pipeline(application);
			assertThat(way.get(pipeline, this.directory)).contains(User.ALICE.upn());
			assertThat(way.get(pipeline, this.directory)).contains(User.ALICE.upn());
			assertThat(this.directory.log().requests(Hop.TOKEN)).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void pipelineAnswersAClaimsChallengeWithoutASecondSignIn(Way way) {
		try (Application application = Application.start(this.directory)) {
			HttpPipeline pipeline = pipeline(application);
			way.get(pipeline, this.directory);
			this.directory.api().demandClaims("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}");
			assertThat(way.get(pipeline, this.directory)).contains(User.ALICE.upn());
			assertThat(this.directory.log().requests(Hop.API)).as("first, challenged, repeated").hasSize(3);
			assertThat(this.directory.log().requests(Hop.TOKEN)).hasSize(2);
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(1);
		}
	}

	static HttpPipeline pipeline(Application application) {
		return new HttpPipelineBuilder().httpClient(application.httpClient())
			.policies(new BearerTokenAuthenticationPolicy(application.credential(), Resource.ORDERS.defaultScope()))
			.build();
	}

	/**
	 * The two ways to send a request.
	 */
	enum Way {

		SYNC((pipeline, request) -> pipeline.sendSync(request, Context.NONE).getBodyAsString().block()),
		ASYNC((pipeline, request) -> pipeline.send(request).flatMap(HttpResponse::getBodyAsString).block());

		private final BiFunction<HttpPipeline, HttpRequest, String> call;

		Way(BiFunction<HttpPipeline, HttpRequest, String> call) {
			this.call = call;
		}

		String get(HttpPipeline pipeline, EmbeddedDirectory directory) {
			return this.call.apply(pipeline, new HttpRequest(HttpMethod.GET, directory.apiUrl() + "/me"));
		}

	}

}
