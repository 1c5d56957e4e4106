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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.TokenSource;
import io.github.iwaspring.it.RecordingHttpClient.Failure;
import io.github.iwaspring.support.Json;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is assumed about silent calls of msal4j: what they are served from, and what they
 * send.
 */
class Msal4jSilentCallContractTests extends Msal4jContract {

	@Test
	void silentCallInTheLastFiveMinutesSendsARequest() {
		directory.tokenLifetime(Duration.ofMinutes(4));
		PublicClientApplication application = application();
		IAccount account = signIn(application).account();
		directory.log().clear();
		silently(application, silent(account));
		assertThat(directory.log().hops()).containsExactly(Hop.TOKEN);
	}

	@Test
	void silentCallPastTheRefreshTimeSendsARequest() {
		PublicClientApplication application = pastRefreshTime();
		silently(application, silent(application.getAccounts().join().iterator().next()));
		assertThat(directory.log().hops()).containsExactly(Hop.TOKEN);
	}

	@Test
	void silentCallPastTheRefreshTimeFailsWithoutTheDirectory() {
		PublicClientApplication application = pastRefreshTime();
		directory.on(Hop.TOKEN).fault(Fault.disconnect());
		SilentParameters parameters = silent(application.getAccounts().join().iterator().next()).build();
		assertThatThrownBy(call(application, parameters)::join).hasRootCauseInstanceOf(IOException.class);
	}

	@Test
	void silentCallBeforeTheRefreshTimeIsServedFromTheCacheWithoutScopes() {
		PublicClientApplication application = application();
		IAuthenticationResult first = signIn(application);
		IAuthenticationResult cached = silently(application, silent(first.account()));
		assertThat(cached.accessToken()).isEqualTo(first.accessToken());
		assertThat(cached.metadata().tokenSource()).isEqualTo(TokenSource.CACHE);
		assertThat(cached.scopes()).isNull();
	}

	@Test
	void silentCallWithoutAuthorityUrlDropsThePort() {
		PublicClientApplication application = application();
		IAccount account = signIn(application).account();
		this.http.failFrom(5);
		for (SilentParameters parameters : List.of(SilentParameters.builder(SCOPES, account).forceRefresh(true).build(),
				silent(account).forceRefresh(true).build())) {
			assertThatThrownBy(call(application, parameters)::join).hasRootCauseInstanceOf(Failure.class);
		}
		assertThat(this.http.requests().subList(4, 6)).extracting((request) -> request.url().getPort())
			.containsExactly(-1, directory.authority().getPort());
	}

	@Test
	void silentCallWithoutAccountIsACacheMiss() {
		PublicClientApplication application = application();
		signIn(application);
		SilentParameters parameters = SilentParameters.builder(SCOPES)
			.authorityUrl(directory.authority().toString())
			.build();
		assertThat(failure(call(application, parameters)).errorCode()).isEqualTo("cache_miss");
	}

	@Test
	void silentCallWithoutRefreshTokenIsACacheMiss() {
		PublicClientApplication first = application();
		IAccount account = signIn(first).account();
		PublicClientApplication second = application();
		second.tokenCache()
			.deserialize(Json.write(Map.of("Account", cache(first).object("Account").members(), "AccessToken", Map.of(),
					"RefreshToken", Map.of(), "IdToken", Map.of(), "AppMetadata", Map.of())));
		assertThat(failure(call(second, silent(account).build())).errorCode()).isEqualTo("cache_miss");
	}

	@Test
	void silentCallSendsItsClaims() {
		PublicClientApplication application = application();
		IAccount account = signIn(application).account();
		silently(application, silent(account).claims(claims()));
		assertThat(this.http.body(4)).contains("grant_type=refresh_token", "\"acrs\"", "c1");
	}

	/**
	 * A client whose one token is valid and should have been refreshed an hour ago.
	 */
	private PublicClientApplication pastRefreshTime() {
		refreshInHalfAnHour();
		PublicClientApplication application = application();
		signIn(application);
		String cache = application.tokenCache().serialize();
		String past = String.valueOf(Instant.now().minus(Duration.ofHours(1)).getEpochSecond());
		application.tokenCache()
			.deserialize(cache.replaceFirst("\"refresh_on\":\"\\d+\"", "\"refresh_on\":\"" + past + "\""));
		directory.log().clear();
		return application;
	}

	private static SilentParameters.SilentParametersBuilder silent(IAccount account) {
		return SilentParameters.builder(SCOPES, account).authorityUrl(directory.authority().toString());
	}

	private static IAuthenticationResult silently(PublicClientApplication application,
			SilentParameters.SilentParametersBuilder parameters) {
		return call(application, parameters.build()).join();
	}

	private static CompletableFuture<IAuthenticationResult> call(PublicClientApplication application,
			SilentParameters parameters) {
		try {
			return application.acquireTokenSilently(parameters);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
