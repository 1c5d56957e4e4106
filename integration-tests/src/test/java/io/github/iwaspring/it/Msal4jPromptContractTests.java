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

import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.ResponseMode;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is assumed about the calls of msal4j that prompt a person: device codes, and
 * sign-in pages of the browser.
 */
class Msal4jPromptContractTests extends Msal4jContract {

	@Test
	void futureOfADeviceCodeCallIsSetAfterItsWorkWasSubmitted() {
		CompletableFuture<IAuthenticationResult> future = application(new DirectExecutor()).acquireToken(
				DeviceCodeFlowParameters.builder(SCOPES, (code) -> directory.deviceCodes().decline()).build());
		assertThatThrownBy(future::join).hasRootCauseInstanceOf(NullPointerException.class);
	}

	@Test
	void deviceCodeRequestDropsItsClaims() {
		PublicClientApplication application = application();
		CompletableFuture<IAuthenticationResult> future = application
			.acquireToken(DeviceCodeFlowParameters.builder(SCOPES, (code) -> directory.deviceCodes().approve(User.MIA))
				.claims(claims())
				.build());
		assertThat(future).succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.http.body(0)).contains("client_id=").doesNotContain("acrs");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void deviceCodeIsPolledAgainAfterAuthorizationPending(int times) {
		directory.on(Hop.TOKEN).times(times).fault(Fault.entra("authorization_pending", 70016));
		assertThat(deviceCode((code) -> directory.deviceCodes().approve(User.MIA)))
			.succeedsWithin(Duration.ofSeconds(30));
		assertThat(directory.log().requests(Hop.TOKEN)).hasSize(times + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "slow_down", "temporarily_unavailable" })
	void deviceCodeIsNotPolledAgainAfterAnotherError(String error) {
		directory.on(Hop.TOKEN).fault(Fault.entra(error, 70016));
		assertThat(failure(deviceCode((code) -> directory.deviceCodes().approve(User.MIA))).errorCode())
			.isEqualTo(error);
		assertThat(directory.log().requests(Hop.TOKEN)).hasSize(1);
	}

	@Test
	void deviceCodeThatExpiresIsCodeExpired() {
		directory.on(Hop.DEVICE_CODE)
			.rewrite((body) -> body.replaceFirst("\"expires_in\"\\s*:\\s*\\d+", "\"expires_in\":0"));
		assertThat(failure(deviceCode((code) -> {
		})).errorCode()).isEqualTo("code_expired");
	}

	@Test
	void addressOfASignInPageHasWhatItIsGivenAndTakesNoRequest() {
		URL page = application()
			.getAuthorizationRequestUrl(AuthorizationRequestUrlParameters.builder("http://localhost:8400", SCOPES)
				.state("S1")
				.codeChallenge("C1")
				.codeChallengeMethod("S256")
				.responseMode(ResponseMode.FORM_POST)
				.loginHint(null)
				.claimsChallenge(null)
				.build());
		assertThat(URLDecoder.decode(page.getQuery(), StandardCharsets.UTF_8).split("&")).contains(
				"client_id=" + directory.clientId(), "state=S1", "code_challenge=C1", "code_challenge_method=S256",
				"response_mode=form_post", "response_type=code", "redirect_uri=http://localhost:8400");
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	void authorizationCodeIsRedeemedInOneRequestOnTheThreadOfTheWork() {
		QueueExecutor executor = new QueueExecutor();
		CompletableFuture<IAuthenticationResult> future = application(executor)
			.acquireToken(AuthorizationCodeParameters.builder("A1", URI.create("http://localhost:8400"))
				.scopes(SCOPES)
				.codeVerifier("V1")
				.build());
		executor.run();
		assertThat(future).isCompletedExceptionally();
		assertThat(this.http.threads()).containsExactly(Thread.currentThread());
		assertThat(this.http.body(0).split("&")).contains("grant_type=authorization_code", "code=A1",
				"code_verifier=V1", "redirect_uri=http://localhost:8400");
	}

	private CompletableFuture<IAuthenticationResult> deviceCode(Consumer<com.microsoft.aad.msal4j.DeviceCode> prompt) {
		directory.on(Hop.DEVICE_CODE)
			.rewrite((body) -> body.replaceFirst("\"interval\"\\s*:\\s*\\d+", "\"interval\":0"));
		return application().acquireToken(DeviceCodeFlowParameters.builder(SCOPES, prompt).build());
	}

	/**
	 * Runs the work at once.
	 */
	private static final class DirectExecutor extends QueueExecutor {

		@Override
		public void execute(Runnable command) {
			super.execute(command);
			run();
		}

	}

}
