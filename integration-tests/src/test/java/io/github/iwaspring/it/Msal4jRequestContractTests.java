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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.it.RecordingHttpClient.Failure;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is assumed about the requests of msal4j: when they are sent, on which thread, and
 * what becomes of a failure.
 */
class Msal4jRequestContractTests extends Msal4jContract {

	@Test
	void requestsAreSentOnTheThreadOnWhichTheExecutorRunsTheWork() {
		QueueExecutor executor = new QueueExecutor();
		CompletableFuture<IAuthenticationResult> future = application(executor).acquireToken(integrated());
		assertThat(this.http.requests()).isEmpty();
		executor.run();
		assertThat(future).isCompleted();
		assertThat(this.http.threads()).hasSize(4).containsOnly(Thread.currentThread());
	}

	@Test
	void integratedSignInWithoutInstanceDiscoverySendsFourRequests() {
		signIn(application());
		assertThat(directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN);
	}

	@Test
	void integratedSignInDoesNotReadTheTokenCache() {
		PublicClientApplication application = application();
		IAuthenticationResult first = signIn(application);
		assertThat(signIn(application).accessToken()).isNotEqualTo(first.accessToken());
		assertThat(directory.log().hops()).hasSize(8);
	}

	@Test
	void requestsHaveTheVersionOfMsal4jInAHeader() {
		signIn(application());
		assertThat(this.http.requests()).last()
			.satisfies((request) -> assertThat(request.headers()).containsEntry("x-client-VER",
					PublicClientApplication.class.getPackage().getImplementationVersion()));
	}

	@Test
	void tenantProfileOfAResultIsNull() {
		assertThat(signIn(application()).tenantProfile()).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "USER_REALM", "METADATA", "WS_TRUST", "TOKEN" })
	void exceptionOfTheHttpClientIsInTheCauseChain(Hop hop) {
		int position = List.of(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN).indexOf(hop);
		this.http.failFrom(position + 1);
		assertThat(catchThrowable(() -> signIn(application()))).hasRootCauseInstanceOf(Failure.class);
		assertThat(this.http.requests()).hasSize(position + 1);
	}

	@Test
	void retryAfterClosesTheClientForFurtherRequests() {
		directory.on(Hop.TOKEN)
			.fault(Fault.entra("temporarily_unavailable", 90033).withStatus(503).retryAfter(Duration.ofSeconds(60)));
		PublicClientApplication application = builder(UUID.randomUUID().toString()).build();
		assertThat(failure(application.acquireToken(integrated()))).isInstanceOf(MsalServiceException.class)
			.isNotInstanceOf(MsalThrottlingException.class);
		assertThat(failure(application.acquireToken(integrated()))).isInstanceOfSatisfying(
				MsalThrottlingException.class, (failure) -> assertThat(failure.retryInMs()).isPositive());
	}

}
