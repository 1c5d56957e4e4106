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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.prompt.SystemBrowser;
import io.github.iwaspring.prompt.TestBrowser;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link InteractiveFlow}: a managed user, a directory over TLS, the listener,
 * and a browser that does what the test says.
 */
class InteractiveFlowTests {

	private static final String ALICE = "alice@contoso.com";

	private final ScriptedEntra entra;

	private final CompletableFuture<URI> opened = new CompletableFuture<>();

	private final CompletableFuture<HttpResponse<String>> closingPage = new CompletableFuture<>();

	InteractiveFlowTests() throws Exception {
		this.entra = new ScriptedEntra().answerToken(ScriptedEntra.token(ALICE, "a1"));
	}

	@AfterEach
	void close() {
		this.entra.close();
	}

	@Test
	void managedUserSignsInAtThePageAndTheNextCallIsSilent() throws Exception {
		SignInTokenAcquirer acquirer = acquirer(null, answering("code=C1&state={state}"));
		IwaToken token = acquirer.acquire(ScriptedEntra.acquisition());
		assertThat(token.source()).isEqualTo(Source.INTERACTIVE);
		assertThat(acquirer.acquire(ScriptedEntra.acquisition()).source()).isEqualTo(Source.CACHE);
		Map<String, String> page = query(this.opened.get());
		assertThat(page).containsEntry("login_hint", ALICE)
			.containsEntry("client_id", ScriptedEntra.CLIENT_ID)
			.containsEntry("code_challenge_method", "S256")
			.doesNotContainKey("prompt");
		assertThat(this.entra.tokenRequests()).singleElement()
			.satisfies((body) -> assertThat(body).contains("grant_type=authorization_code", "code=C1"));
		assertThat(this.closingPage.get(30, TimeUnit.SECONDS).body()).contains("Close this tab",
				"return to the application");
		assertThat(isListening(URI.create(page.get("redirect_uri")).getPort())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"access_token\":{\"a\":[]},\"x\":[]}", "{\"access_token\":5}", "{\"x\":[1]}",
			"{\"access_token\":{\"a\":{\"essential\":\"true\"}}}" })
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	void claimsOfAnyShapeAreSentToThePageAndForTheToken(String claims) throws Exception {
		acquirer(null, answering("code=C1&state={state}")).acquire(
				new AcquisitionContext(IwaTokenRequest.defaults().withScopes(ScriptedEntra.SCOPE).withClaims(claims),
						Duration.ofSeconds(30), AcquisitionListener.NONE));
		assertThat(query(this.opened.get())).containsEntry("claims", claims);
		assertThat(this.entra.tokenRequests()).singleElement()
			.satisfies((body) -> assertThat(body).contains("claims="));
	}

	@Test
	void pageThatEndsWithoutASignInIsDeclinedAndItsTextIsNotRepeated() throws Exception {
		IwaException failure = failure(
				acquirer(null, answering("error=access_denied&error_description=%3Cscript%3E&state={state}")));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_DECLINED);
		assertThat(failure.stage()).isEqualTo(Stage.FALLBACK);
		assertThat(this.closingPage.get(30, TimeUnit.SECONDS).body()).contains("Not signed in")
			.doesNotContain("script", "access_denied");
	}

	@ParameterizedTest
	@ValueSource(strings = { "code=C2&state=forged", "code=C2", "error=access_denied&state=forged",
			"error=access_denied", "code=C2&code=C3&state={state}" })
	void responseOfAnotherPageIsRefusedAndThePromptStaysOpen(String forged) throws Exception {
		IwaToken token = acquirer(null, answering(forged, "code=C1&state={state}"))
			.acquire(ScriptedEntra.acquisition());
		assertThat(token.source()).isEqualTo(Source.INTERACTIVE);
		assertThat(this.entra.tokenRequests()).singleElement().asString().contains("code=C1");
		assertThat(this.closingPage.get(30, TimeUnit.SECONDS).body()).contains("Back to the application");
	}

	@Test
	void codeIsRedeemedWithTheVerifierOfItsPage() throws Exception {
		acquirer(null, answering("code=C1&state={state}")).acquire(ScriptedEntra.acquisition());
		String verifier = query(URI.create("http://localhost?" + this.entra.tokenRequests().get(0)))
			.get("code_verifier");
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
		assertThat(query(this.opened.get())).containsEntry("code_challenge",
				Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
	}

	@Test
	void requestThatNeverEndsDoesNotEndThePrompt() throws Exception {
		try (Socket hostile = new Socket()) {
			IwaToken token = acquirer(null, TestBrowser.that((page) -> {
				beginEndlessRequest(hostile, URI.create(query(page).get("redirect_uri")).getPort());
				answer(page, "code=C1&state={state}");
			})).acquire(ScriptedEntra.acquisition());
			assertThat(token.source()).isEqualTo(Source.INTERACTIVE);
		}
	}

	private static void beginEndlessRequest(Socket socket, int port) {
		try {
			socket.connect(new InetSocketAddress("127.0.0.1", port));
			socket.getOutputStream()
				.write("POST / HTTP/1.1\r\nContent-Length: 60000\r\n\r\ncode=".getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void tokenOfAnotherUserIsAMismatch() throws Exception {
		try (ScriptedEntra other = new ScriptedEntra().answerToken(ScriptedEntra.token("bob@contoso.com", "b1"))) {
			SignInTokenAcquirer acquirer = new SignInTokenAcquirer(other.settings(ALICE), ScriptedEntra::alice,
					other.http(),
					settings(answering("code=C1&state={state}"), URI.create("http://localhost"), Duration.ofMinutes(5)),
					null);
			assertThat(failure(acquirer).code()).isEqualTo(IwaErrorCode.USER_MISMATCH);
		}
	}

	@Test
	void takenPortIsNamed() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			IwaException failure = failure(acquirer(null, TestBrowser.that(this.opened::complete),
					URI.create("http://localhost:" + taken.getLocalPort()), Duration.ofMinutes(5)));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_FAILED);
			assertThat(failure).hasMessageContaining("iwa.fallback.interactive.redirect-uri");
			assertThat(this.opened).isNotDone();
		}
	}

	@Test
	void unansweredPageIsAFallbackTimeout() {
		IwaException failure = failure(acquirer(null, TestBrowser.that(this.opened::complete),
				URI.create("http://localhost"), Duration.ofMillis(100)));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_TIMEOUT);
		assertThat(failure).hasMessageContaining("iwa.fallback.interactive.timeout");
		assertThat(isListening(URI.create(query(this.opened.join()).get("redirect_uri")).getPort())).isFalse();
	}

	@Test
	void interruptEndsTheWaitAndTheListener() throws Exception {
		SignInTokenAcquirer acquirer = acquirer(null, TestBrowser.that(this.opened::complete));
		CompletableFuture<IwaException> failure = new CompletableFuture<>();
		Thread caller = new Thread(() -> failure.complete(failure(acquirer)), "caller");
		caller.start();
		URI page = this.opened.get(30, TimeUnit.SECONDS);
		caller.interrupt();
		assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessageContaining("was interrupted");
		assertThat(isListening(URI.create(query(page).get("redirect_uri")).getPort())).isFalse();
	}

	@Test
	void headlessMachineOpensNoPageAndSaysWhy() {
		IwaException failure = failure(acquirer(null, TestBrowser.headless()));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
		assertThat(failure).hasMessageContaining("interactive: there is no display");
	}

	private SystemBrowser answering(String... answers) {
		return TestBrowser.that((page) -> {
			this.opened.complete(page);
			CompletableFuture<HttpResponse<String>> last = CompletableFuture.completedFuture(null);
			for (String answer : answers) {
				last = last.thenCompose((before) -> answer(page, answer));
			}
			last.thenAccept(this.closingPage::complete);
		});
	}

	private static CompletableFuture<HttpResponse<String>> answer(URI page, String answer) {
		Map<String, String> query = query(page);
		String form = answer.replace("{state}", URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
		return HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(URI.create(query.get("redirect_uri")))
				.POST(BodyPublishers.ofString(form))
				.build(), BodyHandlers.ofString());
	}

	private static Map<String, String> query(URI page) {
		return Stream.of(page.getRawQuery().split("&"))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	private static boolean isListening(int port) {
		try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return false;
		}
		catch (IOException taken) {
			return true;
		}
	}

	private static IwaException failure(SignInTokenAcquirer acquirer) {
		return catchThrowableOfType(IwaException.class, () -> acquirer.acquire(ScriptedEntra.acquisition()));
	}

	private SignInTokenAcquirer acquirer(String username, SystemBrowser browser) {
		return acquirer(username, browser, URI.create("http://localhost"), Duration.ofMinutes(5));
	}

	private SignInTokenAcquirer acquirer(String username, SystemBrowser browser, URI redirectUri, Duration timeout) {
		return new SignInTokenAcquirer(this.entra.settings(username), ScriptedEntra::alice, this.entra.http(),
				settings(browser, redirectUri, timeout), null);
	}

	private static FallbackSettings settings(SystemBrowser browser, URI redirectUri, Duration timeout) {
		return new FallbackSettings(List.of(IwaFallbackFlow.INTERACTIVE), Duration.ofMinutes(15), timeout, redirectUri,
				RecordingPrompt::new, Brokers.none(), browser, InstantSource.system());
	}

}
