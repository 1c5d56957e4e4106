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
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.ResponseMode;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.TokenCache;
import com.microsoft.aad.msal4j.TokenSource;
import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.support.Json;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What this library assumes about msal4j, one test for each assumption. They use msal4j
 * alone, so that a new version that behaves differently fails here and by name.
 */
@Timeout(60)
class Msal4jContractTests {

	private static final Set<String> SCOPES = Set.of(Resource.ORDERS.defaultScope());

	private static EmbeddedDirectory directory;

	private final RecordingClient http = new RecordingClient(User.ALICE);

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
		directory.on(Hop.TOKEN).reset();
		directory.on(Hop.DEVICE_CODE).reset();
		directory.tokenLifetime(Duration.ofHours(1));
		directory.log().clear();
	}

	@Test
	void requestsAreSentOnTheThreadOnWhichTheExecutorRunsTheWork() {
		QueueExecutor executor = new QueueExecutor();
		CompletableFuture<IAuthenticationResult> future = application(executor).acquireToken(integrated());
		assertThat(this.http.requests).isEmpty();
		executor.run();
		assertThat(future).isCompleted();
		assertThat(this.http.threads).hasSize(4).containsOnly(Thread.currentThread());
	}

	@Test
	void futureOfADeviceCodeCallIsSetAfterItsWorkWasSubmitted() {
		CompletableFuture<IAuthenticationResult> future = application(new DirectExecutor()).acquireToken(
				DeviceCodeFlowParameters.builder(SCOPES, (code) -> directory.deviceCodes().decline()).build());
		assertThat(rootCause(future)).isInstanceOf(NullPointerException.class);
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
		assertThat(this.http.requests).last()
			.satisfies((request) -> assertThat(request.headers()).containsEntry("x-client-VER",
					PublicClientApplication.class.getPackage().getImplementationVersion()));
	}

	@Test
	void accessTokenInTheCacheHasTheMembersThatAreRead() {
		directory.on(Hop.TOKEN).rewrite((body) -> body.replaceFirst("[{]", "{\"refresh_in\":1800,"));
		PublicClientApplication application = application();
		IAuthenticationResult result = signIn(application);
		Json entry = onlyEntry(application, "AccessToken");
		assertThat(entry.text("secret")).isEqualTo(result.accessToken());
		assertThat(entry.text("home_account_id")).isEqualTo(result.account().homeAccountId());
		assertThat(entry.text("realm")).isEqualTo(tenant());
		assertThat(entry.text("target").split(" ")).contains(Resource.ORDERS.defaultScope());
		assertThat(entry.text("expires_on"))
			.isEqualTo(String.valueOf(result.expiresOnDate().toInstant().getEpochSecond()));
		assertThat(entry.text("refresh_on")).isEqualTo(String.valueOf(result.metadata().refreshOn()));
	}

	@Test
	void idTokenInTheCacheHasTheMembersThatAreRead() {
		PublicClientApplication application = application();
		IAuthenticationResult result = signIn(application);
		Json entry = onlyEntry(application, "IdToken");
		assertThat(entry.text("secret")).isEqualTo(result.idToken());
		assertThat(entry.text("home_account_id")).isEqualTo(result.account().homeAccountId());
		assertThat(entry.text("realm")).isEqualTo(tenant());
	}

	@ParameterizedTest
	@ValueSource(strings = { "AccessToken", "IdToken", "RefreshToken", "Account" })
	void entryOfAnAccountInTheCacheHasItsHomeAccountId(String kind) {
		PublicClientApplication application = application();
		IAuthenticationResult result = signIn(application);
		assertThat(onlyEntry(application, kind).text("home_account_id")).isEqualTo(result.account().homeAccountId());
	}

	@Test
	void homeAccountIdIsUserAndTenantOfTheClientInfo() {
		assertThat(signIn(application()).account().homeAccountId()).endsWith("." + directory.tenantId());
	}

	@Test
	void homeAccountIdTellsUsersWithSimilarNamesApart() {
		Set<String> ids = new HashSet<>();
		for (User user : List.of(User.ALICE, User.AL, User.OTHER_ALICE, User.BOB, User.OTHER_BOB)) {
			PublicClientApplication application = builder().httpClient(new RecordingClient(user)).build();
			ids.add(application
				.acquireToken(IntegratedWindowsAuthenticationParameters.builder(SCOPES, user.upn()).build())
				.join()
				.account()
				.homeAccountId());
		}
		assertThat(ids).hasSize(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[1]", "{\"AccessToken\":\"text\"}" })
	void unreadableCacheTextIsARuntimeException(String text) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> new TokenCache().deserialize(text));
	}

	@Test
	void cacheTextOfOneClientIsReadByAnother() {
		PublicClientApplication first = application();
		signIn(first);
		PublicClientApplication second = application();
		second.tokenCache().deserialize(first.tokenCache().serialize());
		assertThat(second.getAccounts().join()).singleElement()
			.extracting(IAccount::username)
			.isEqualTo(User.ALICE.upn());
	}

	@Test
	void removedAccountLeavesNoToken() {
		PublicClientApplication application = application();
		application.removeAccount(signIn(application).account()).join();
		for (String kind : List.of("AccessToken", "IdToken", "RefreshToken", "Account")) {
			assertThat(cache(application).object(kind).members()).as(kind).isEmpty();
		}
	}

	@Test
	void cacheAccessSaysBeforehandWhetherTheCacheWillChange() {
		RecordingAspect aspect = new RecordingAspect(false);
		PublicClientApplication application = builder().setTokenCacheAccessAspect(aspect).build();
		IAccount account = signIn(application).account();
		assertThat(aspect.calls).containsExactly("before true", "after true");
		application.getAccounts().join();
		assertThat(aspect.calls).hasSize(4).endsWith("before false", "after false");
		application.removeAccount(account).join();
		assertThat(aspect.calls).hasSize(6).endsWith("before true", "after true");
	}

	@Test
	void cacheAccessThatFailsBeforehandHasNoEnd() {
		RecordingAspect aspect = new RecordingAspect(true);
		PublicClientApplication application = builder().setTokenCacheAccessAspect(aspect).build();
		assertThat(rootCause(application.getAccounts())).isInstanceOf(IllegalStateException.class);
		assertThat(aspect.calls).containsExactly("before false");
	}

	@Test
	void cacheAccessBeginsAndEndsOnOneThread() {
		RecordingAspect aspect = new RecordingAspect(false);
		QueueExecutor executor = new QueueExecutor();
		PublicClientApplication application = builder().executorService(executor)
			.setTokenCacheAccessAspect(aspect)
			.build();
		application.acquireToken(integrated());
		executor.run();
		assertThat(aspect.threads).hasSize(2).containsOnly(Thread.currentThread());
	}

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
		assertThat(rootCause(start(application, parameters))).isInstanceOf(IOException.class);
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
		this.http.check = (request) -> {
			throw new Ours();
		};
		for (SilentParameters parameters : List.of(SilentParameters.builder(SCOPES, account).forceRefresh(true).build(),
				silent(account).forceRefresh(true).build())) {
			assertThat(rootCause(start(application, parameters))).isInstanceOf(Ours.class);
		}
		assertThat(this.http.requests.subList(4, 6)).extracting((request) -> request.url().getPort())
			.containsExactly(-1, directory.authority().getPort());
	}

	@Test
	void silentCallWithoutAccountIsACacheMiss() throws Exception {
		PublicClientApplication application = application();
		signIn(application);
		SilentParameters parameters = SilentParameters.builder(SCOPES)
			.authorityUrl(directory.authority().toString())
			.build();
		assertThat(failure(start(application, parameters)).errorCode()).isEqualTo("cache_miss");
	}

	@Test
	void silentCallWithoutRefreshTokenIsACacheMiss() {
		PublicClientApplication first = application();
		IAccount account = signIn(first).account();
		PublicClientApplication second = application();
		second.tokenCache()
			.deserialize(Json.write(Map.of("Account", cache(first).object("Account").members(), "AccessToken", Map.of(),
					"RefreshToken", Map.of(), "IdToken", Map.of(), "AppMetadata", Map.of())));
		assertThat(failure(start(second, silent(account).build())).errorCode()).isEqualTo("cache_miss");
	}

	@Test
	void silentCallSendsItsClaims() {
		PublicClientApplication application = application();
		IAccount account = signIn(application).account();
		silently(application, silent(account).claims(claims()));
		assertThat(decoded(this.http.requests.get(4).body())).contains("grant_type=refresh_token", "\"acrs\"", "c1");
	}

	@Test
	void deviceCodeRequestDropsItsClaims() {
		PublicClientApplication application = application();
		CompletableFuture<IAuthenticationResult> future = application
			.acquireToken(DeviceCodeFlowParameters.builder(SCOPES, (code) -> directory.deviceCodes().approve(User.MIA))
				.claims(claims())
				.build());
		assertThat(future).succeedsWithin(Duration.ofSeconds(30));
		assertThat(decoded(this.http.requests.get(0).body())).contains("client_id=").doesNotContain("acrs");
	}

	@Test
	void tenantProfileOfAResultIsNull() {
		assertThat(signIn(application()).tenantProfile()).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "USER_REALM", "METADATA", "WS_TRUST", "TOKEN" })
	void exceptionOfTheHttpClientIsInTheCauseChain(Hop hop) {
		int position = List.of(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN).indexOf(hop);
		this.http.check = (request) -> {
			if (this.http.requests.size() == position + 1) {
				throw new Ours();
			}
		};
		assertThat(catchThrowable(() -> signIn(application()))).hasRootCauseInstanceOf(Ours.class);
		assertThat(this.http.requests).hasSize(position + 1);
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
		assertThat(decoded(page.getQuery()).split("&")).contains("client_id=" + directory.clientId(), "state=S1",
				"code_challenge=C1", "code_challenge_method=S256", "response_mode=form_post", "response_type=code",
				"redirect_uri=http://localhost:8400");
		assertThat(this.http.requests).isEmpty();
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
		assertThat(this.http.threads).containsExactly(Thread.currentThread());
		assertThat(decoded(this.http.requests.get(0).body()).split("&")).contains("grant_type=authorization_code",
				"code=A1", "code_verifier=V1", "redirect_uri=http://localhost:8400");
	}

	private CompletableFuture<IAuthenticationResult> deviceCode(Consumer<com.microsoft.aad.msal4j.DeviceCode> prompt) {
		directory.on(Hop.DEVICE_CODE)
			.rewrite((body) -> body.replaceFirst("\"interval\"\\s*:\\s*\\d+", "\"interval\":0"));
		return application().acquireToken(DeviceCodeFlowParameters.builder(SCOPES, prompt).build());
	}

	private static ClaimsRequest claims() {
		return ClaimsRequest
			.formatAsClaimsRequest("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}");
	}

	/**
	 * A client whose one token is valid and should have been refreshed an hour ago.
	 */
	private PublicClientApplication pastRefreshTime() {
		directory.on(Hop.TOKEN).times(1).rewrite((body) -> body.replaceFirst("[{]", "{\"refresh_in\":1800,"));
		PublicClientApplication application = application();
		signIn(application);
		String cache = application.tokenCache().serialize();
		String past = String.valueOf(Instant.now().minus(Duration.ofHours(1)).getEpochSecond());
		application.tokenCache()
			.deserialize(cache.replaceFirst("\"refresh_on\":\"\\d+\"", "\"refresh_on\":\"" + past + "\""));
		directory.log().clear();
		return application;
	}

	private static String tenant() {
		return directory.authority().getPath().replace("/", "");
	}

	private static Json cache(PublicClientApplication application) {
		return Json.parse(application.tokenCache().serialize());
	}

	private static Json onlyEntry(PublicClientApplication application, String kind) {
		Json entries = cache(application).object(kind);
		assertThat(entries.members()).hasSize(1);
		return entries.object(entries.members().keySet().iterator().next());
	}

	private static IAuthenticationResult signIn(PublicClientApplication application) {
		return application.acquireToken(integrated()).join();
	}

	private static IntegratedWindowsAuthenticationParameters integrated() {
		return IntegratedWindowsAuthenticationParameters.builder(SCOPES, User.ALICE.upn()).build();
	}

	private static SilentParameters.SilentParametersBuilder silent(IAccount account) {
		return SilentParameters.builder(SCOPES, account).authorityUrl(directory.authority().toString());
	}

	private static IAuthenticationResult silently(PublicClientApplication application,
			SilentParameters.SilentParametersBuilder parameters) {
		return start(application, parameters.build()).join();
	}

	private static CompletableFuture<IAuthenticationResult> start(PublicClientApplication application,
			SilentParameters parameters) {
		try {
			return application.acquireTokenSilently(parameters);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Throwable rootCause(CompletableFuture<?> future) {
		Throwable failure = catchThrowable(future::join);
		while (failure.getCause() != null) {
			failure = failure.getCause();
		}
		return failure;
	}

	private static MsalException failure(CompletableFuture<?> future) {
		Throwable failure = catchThrowable(future::join);
		assertThat(failure).isInstanceOf(CompletionException.class);
		assertThat(failure.getCause()).isInstanceOf(MsalException.class);
		return (MsalException) failure.getCause();
	}

	private static String decoded(String text) {
		return (text != null) ? URLDecoder.decode(text, StandardCharsets.UTF_8) : "";
	}

	private PublicClientApplication application() {
		return builder().build();
	}

	private PublicClientApplication application(ExecutorService executor) {
		return builder().executorService(executor).build();
	}

	private PublicClientApplication.Builder builder() {
		return builder(directory.clientId());
	}

	private PublicClientApplication.Builder builder(String clientId) {
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

	/**
	 * An exception that msal4j does not know.
	 */
	private static final class Ours extends RuntimeException {

	}

	/**
	 * Sends the requests of msal4j, with a ticket where one is needed.
	 */
	private static final class RecordingClient implements IHttpClient {

		private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();

		private final List<Thread> threads = new CopyOnWriteArrayList<>();

		private final KerberosIdentity identity;

		private final HttpClient client = HttpClient.newBuilder().sslContext(DirectoryTrust.of(directory)).build();

		private volatile Consumer<HttpRequest> check = (request) -> {
		};

		RecordingClient(User user) {
			this.identity = new JavaKerberosCredentials(new KerberosSettings(IwaKerberosProvider.JAVA,
					directory.ticketCache(user), null, null, directory.krb5Conf(), null, IwaChannelBinding.AUTO))
				.current();
		}

		@Override
		public IHttpResponse send(HttpRequest request) throws Exception {
			this.requests.add(request);
			this.threads.add(Thread.currentThread());
			this.check.accept(request);
			java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest
				.newBuilder(URI.create(request.url().toString()));
			if (request.headers() != null) {
				request.headers().forEach(builder::header);
			}
			if (request.body() != null) {
				builder.POST(BodyPublishers.ofString(request.body()));
			}
			if (request.url().getPath().endsWith("/windowstransport")) {
				builder.header("Authorization", "Negotiate " + ticket(request.url().getHost()));
			}
			java.net.http.HttpResponse<String> response = this.client.send(builder.build(), BodyHandlers.ofString());
			HttpResponse answer = new HttpResponse().statusCode(response.statusCode()).body(response.body());
			answer.addHeaders(response.headers().map());
			return answer;
		}

		private String ticket(String host) {
			try (SpnegoContext context = this.identity.createContext(host, () -> null)) {
				return Base64.getEncoder().encodeToString(context.nextToken(null));
			}
		}

	}

	/**
	 * Records the accesses to the token cache, or fails at the first.
	 */
	private static final class RecordingAspect implements ITokenCacheAccessAspect {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		private final List<Thread> threads = new CopyOnWriteArrayList<>();

		private final boolean failing;

		RecordingAspect(boolean failing) {
			this.failing = failing;
		}

		@Override
		public void beforeCacheAccess(ITokenCacheAccessContext access) {
			this.calls.add("before " + access.hasCacheChanged());
			this.threads.add(Thread.currentThread());
			if (this.failing) {
				throw new IllegalStateException();
			}
		}

		@Override
		public void afterCacheAccess(ITokenCacheAccessContext access) {
			this.calls.add("after " + access.hasCacheChanged());
			this.threads.add(Thread.currentThread());
		}

	}

	/**
	 * Keeps the work until the test runs it.
	 */
	private static final class QueueExecutor extends TestExecutor {

		private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

		@Override
		public void execute(Runnable command) {
			this.tasks.add(command);
		}

		void run() {
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				task.run();
			}
		}

	}

	/**
	 * Runs the work at once.
	 */
	private static final class DirectExecutor extends TestExecutor {

		@Override
		public void execute(Runnable command) {
			command.run();
		}

	}

	private abstract static class TestExecutor extends AbstractExecutorService {

		@Override
		public void shutdown() {
		}

		@Override
		public List<Runnable> shutdownNow() {
			return new ArrayList<>();
		}

		@Override
		public boolean isShutdown() {
			return false;
		}

		@Override
		public boolean isTerminated() {
			return false;
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) {
			return true;
		}

	}

}
