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

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.support.Json;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What this library assumes about msal4j, one test for each assumption. The tests use
 * msal4j alone, so that a new version that behaves differently fails there and by name.
 * Their clients are set as those of the library are.
 */
@Timeout(60)
abstract class Msal4jContract {

	static final Set<String> SCOPES = Set.of(Resource.ORDERS.defaultScope());

	static EmbeddedDirectory directory;

	final RecordingHttpClient http = new RecordingHttpClient(directory, User.ALICE);

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@AfterEach
	void reset() {
		directory.reset();
	}

	PublicClientApplication application() {
		return builder().build();
	}

	PublicClientApplication application(ExecutorService executor) {
		return builder().executorService(executor).build();
	}

	PublicClientApplication.Builder builder() {
		return builder(directory.clientId());
	}

	PublicClientApplication.Builder builder(String clientId) {
		try {
			return PublicClientApplication.builder(clientId)
				.authority(directory.authority().toString())
				.instanceDiscovery(false)
				.disableInternalRetries()
				.httpClient(this.http);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static IAuthenticationResult signIn(PublicClientApplication application) {
		return application.acquireToken(integrated()).join();
	}

	static IntegratedWindowsAuthenticationParameters integrated() {
		return IntegratedWindowsAuthenticationParameters.builder(SCOPES, User.ALICE.upn()).build();
	}

	/**
	 * Lets the next token say that it is to be refreshed before it expires.
	 */
	static void refreshInHalfAnHour() {
		directory.on(Hop.TOKEN).times(1).rewrite((body) -> body.replaceFirst("[{]", "{\"refresh_in\":1800,"));
	}

	static ClaimsRequest claims() {
		return ClaimsRequest.formatAsClaimsRequest(ClaimsChallenges.CLAIMS);
	}

	static Json cache(PublicClientApplication application) {
		return Json.parse(application.tokenCache().serialize());
	}

	static MsalException failure(CompletableFuture<?> future) {
		Throwable failure = catchThrowable(future::join);
		assertThat(failure).isInstanceOf(CompletionException.class);
		assertThat(failure.getCause()).isInstanceOf(MsalException.class);
		return (MsalException) failure.getCause();
	}

}
