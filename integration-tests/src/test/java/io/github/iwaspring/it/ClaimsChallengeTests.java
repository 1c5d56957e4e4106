package io.github.iwaspring.it;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.test.EmbeddedIwa;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Claims challenges of an API, and what they cost at the directory.
 */
class ClaimsChallengeTests {

	private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

	private static final String MERGED = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"},"
			+ "\"xms_cc\":{\"values\":[\"cp1\"]}}}";

	private static final String ANNOUNCED = "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}";

	private final EmbeddedIwa directory = EmbeddedIwa.start();

	private final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();

	@BeforeEach
	void listen() {
		this.directory.on(Hop.TOKEN).intercept((request, hop) -> {
			this.tokenRequests.add(request.form());
			return hop.respond(request);
		});
	}

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@ParameterizedTest
	@EnumSource
	void aChallengeIsAnsweredSilentlyAndTheNextCallHasTheNewToken(Client client) {
		try (Application application = start()) {
			client.call(application);
			this.directory.api().demandClaims(CLAIMS);
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(claims()).containsExactly(ANNOUNCED, MERGED);
			assertThat(grants().get(1)).isEqualTo("refresh_token");
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(1);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(4);
			assertThat(application.tokens().getToken().source()).isEqualTo(Source.CACHE);
		}
	}

	@Test
	void aTokenForClaimsComesFromARefreshAndReplacesTheOneBefore() {
		try (Application application = start()) {
			String before = application.tokens().getToken().value();
			IwaToken token = application.tokens().getToken(IwaTokenRequest.defaults().withClaims(CLAIMS));
			assertThat(token.source()).isEqualTo(Source.REFRESH);
			assertThat(token.value()).isNotEqualTo(before);
			assertThat(application.tokens().getToken().value()).isEqualTo(token.value());
			assertThat(claims()).containsExactly(ANNOUNCED, MERGED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whereTheRefreshTokenIsRefusedIntegratedAuthenticationBringsTheClaims(Client client) {
		try (Application application = start()) {
			client.call(application);
			this.directory.expireRefreshTokens();
			this.directory.api().demandClaims(CLAIMS);
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(claims()).containsExactly(ANNOUNCED, MERGED, MERGED);
			assertThat(grants().get(2)).contains("saml");
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSessionThatWasRevokedIsContinuedWithANewerToken(Client client) {
		try (Application application = start()) {
			client.call(application);
			this.directory.api().challengeRevokedTokens();
			this.directory.revokeAccessTokens();
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(claims()).hasSize(2).last().asString().contains("\"nbf\"").contains("\"cp1\"");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aChallengeThatIsRepeatedIsTheExceptionWithItsClaims(Client client) {
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
	void anApiThatChallengesWithEverNewClaimsCausesOneAcquisitionForEachRequest(Client client) {
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
	void anApiThatRefusesInEveryWayGetsThreeRequests(Client client) {
		AtomicInteger number = new AtomicInteger();
		challenge((request) -> (number.getAndIncrement() % 2 == 0) ? refusal("Bearer error=\"invalid_token\"")
				: challenge(CLAIMS));
		try (Application application = start()) {
			assertRefused(client, application);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(3);
			assertThat(this.tokenRequests).as("acquisitions").hasSize(3);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatTheDirectoryDemandsForTheClaimsReachesTheCaller(Client client) {
		try (Application application = start()) {
			client.call(application);
			this.directory.api().demandClaims(CLAIMS);
			this.directory.on(Hop.TOKEN)
				.intercept((request, hop) -> Reply.json(400,
						Map.of("error", "invalid_grant", "error_codes", List.of(50076), "error_description", "MFA")));
			assertThatExceptionOfType(IwaInteractionRequiredException.class).isThrownBy(() -> client.call(application))
				.satisfies((failure) -> {
					assertThat(failure.code()).isEqualTo(IwaErrorCode.MFA_REQUIRED);
					assertThat(failure.claims()).isEqualTo(CLAIMS);
				});
			assertThat(this.directory.log().requests(Hop.TOKEN)).as("silently, then integrated").hasSize(3);
			assertThat(application.tokens().getToken().source()).as("for what needs no claims").isEqualTo(Source.CACHE);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anOriginThatIsNotAllowedIsNotHeard(Client client) {
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
	void aChallengeThatIsNoneIsTheCallers(String header) {
		challenge((request) -> refusal(header));
		assertIgnored();
	}

	/**
	 * With transports that take headers of that size.
	 */
	@ParameterizedTest
	@EnumSource
	void claimsOfNineKilobytesAreIgnored(Client client) {
		challenge((request) -> challenge("{\"a\":\"" + "x".repeat(9 * 1024) + "\"}"));
		try (Application application = Application.start(this.directory.properties(),
				"spring.http.clients.reactive.connector=jdk", "spring.http.clients.imperative.factory=jdk")) {
			assertRefused(client, application);
			assertThat(this.tokenRequests).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aChallengeMayStandAmongOthersAndBeSpreadOverLines(Client client) {
		AtomicInteger number = new AtomicInteger();
		this.directory.on(Hop.API)
			.intercept((request, hop) -> (number.getAndIncrement() > 0) ? hop.respond(request)
					: refusal("Negotiate, Basic realm=\"a, Bearer b\"")
						.withHeader("WWW-Authenticate", "bEARER realm=\"\"")
						.withHeader("WWW-Authenticate",
								"CLAIMS=\"" + encode(CLAIMS) + "\", error=\"insufficient_claims\""));
		try (Application application = start()) {
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(claims()).containsExactly(ANNOUNCED, MERGED);
		}
	}

	@Test
	void aHundredRequestsThatAreChallengedAtATimeCauseOneAcquisition() throws Exception {
		int callers = 100;
		CountDownLatch sent = new CountDownLatch(callers);
		AtomicInteger number = new AtomicInteger();
		try (Application application = start()) {
			application.tokens().getToken();
			this.directory.api().demandClaims(CLAIMS);
			this.directory.on(Hop.API).intercept((request, hop) -> {
				if (number.getAndIncrement() < callers) {
					sent.countDown();
					await(sent);
				}
				return hop.respond(request);
			});
			Thread[] threads = IntStream.range(0, callers)
				.mapToObj((caller) -> new Thread(() -> Client.REST_CLIENT.call(application)))
				.toArray(Thread[]::new);
			List<Throwable> failures = new CopyOnWriteArrayList<>();
			for (Thread thread : threads) {
				thread.setUncaughtExceptionHandler((failed, ex) -> failures.add(ex));
				thread.start();
			}
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(failures).isEmpty();
			assertThat(this.tokenRequests).as("acquisitions").hasSize(2);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(2 * callers);
		}
	}

	@Test
	void aChallengeThatComesLateIsAnsweredWithTheTokenThatIsThereMeanwhile() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		AtomicInteger number = new AtomicInteger();
		try (Application application = start()) {
			application.tokens().getToken();
			this.directory.api().demandClaims(CLAIMS);
			this.directory.on(Hop.API).intercept((request, hop) -> {
				if (number.getAndIncrement() == 0) {
					held.countDown();
					await(released);
				}
				return hop.respond(request);
			});
			CompletableFuture<String> late = CompletableFuture.supplyAsync(() -> Client.REST_CLIENT.call(application));
			held.await();
			assertThat(Client.WEB_CLIENT.call(application)).contains(User.ALICE.upn());
			released.countDown();
			assertThat(late.get(30, TimeUnit.SECONDS)).contains(User.ALICE.upn());
			assertThat(this.tokenRequests).as("acquisitions").hasSize(2);
		}
		finally {
			released.countDown();
		}
	}

	@Test
	void withoutCapabilitiesNothingIsAnnouncedAndChallengesAreAnsweredAllTheSame() {
		try (Application application = Application.start(this.directory.properties(), "iwa.client-capabilities=")) {
			Client.WEB_CLIENT.call(application);
			this.directory.api().demandClaims(CLAIMS);
			assertThat(Client.WEB_CLIENT.call(application)).contains(User.ALICE.upn());
			assertThat(this.tokenRequests.get(0)).doesNotContainKey("claims");
			assertThat(this.tokenRequests.get(1)).containsEntry("claims", CLAIMS);
		}
	}

	private void assertIgnored() {
		try (Application application = start()) {
			for (Client client : Client.values()) {
				assertRefused(client, application);
			}
			assertThat(this.tokenRequests).as("acquisitions").hasSize(1);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(Client.values().length);
		}
	}

	private static void assertRefused(Client client, Application application) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> client.call(application))
			.isInstanceOfAny(HttpClientErrorException.Unauthorized.class,
					WebClientResponseException.Unauthorized.class);
	}

	private Application start() {
		return Application.start(this.directory.properties());
	}

	private List<String> claims() {
		return this.tokenRequests.stream().map((form) -> form.get("claims")).toList();
	}

	private List<String> grants() {
		return this.tokenRequests.stream().map((form) -> form.get("grant_type")).toList();
	}

	private void challenge(Function<Request, Reply> api) {
		this.directory.on(Hop.API).intercept((request, hop) -> api.apply(request));
	}

	private static Reply challenge(String claims) {
		return refusal("Bearer realm=\"\", error=\"insufficient_claims\", claims=\"" + encode(claims) + "\"");
	}

	private static Reply refusal(String header) {
		return Reply.status(401).withHeader("WWW-Authenticate", header);
	}

	private static String encode(String claims) {
		return Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
	}

	private static void await(CountDownLatch latch) {
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
