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

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.EmbeddedIwa;
import io.github.iwaspring.test.api.ApiCall;
import io.github.iwaspring.test.entra.IssuedToken;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link EmbeddedIwa}. Each runs test classes as an application's build does.
 */
class EmbeddedIwaTests {

	private static final List<EmbeddedDirectory> directories = new CopyOnWriteArrayList<>();

	private static final List<ApplicationContext> contexts = new CopyOnWriteArrayList<>();

	@Test
	void applicationSignsInAndTheDirectorySaysWho() {
		assertThat(run(SignsIn.class).getTestsSucceededCount()).isEqualTo(3);
	}

	@Test
	void classesShareOneDirectoryThatEndsWithTheRun() {
		directories.clear();
		contexts.clear();
		assertThat(run(AsAlice.class, AsBob.class, AsAliceAgain.class).getTestsSucceededCount()).isEqualTo(6);
		assertThat(directories).hasSize(5).containsOnly(directories.get(0));
		assertThat(contexts).hasSize(5);
		assertThat(Set.copyOf(contexts)).as("one for each user").hasSize(2);
		assertThat(directories.get(0).certificate()).doesNotExist();
	}

	@Test
	void laterRunInTheSameJvmGetsAnotherDirectory() {
		directories.clear();
		run(AsBob.class);
		run(AsBob.class);
		assertThat(directories).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void directoryIsSetBackAfterEachTest() {
		assertThat(run(Scripted.class).getTestsSucceededCount()).isEqualTo(2);
	}

	@Test
	void propertiesOfTheTestTakePrecedence() {
		assertThat(run(WithOwnProperty.class, WithOwnFile.class, WithOwnArgument.class, WithDynamicProperty.class)
			.getTestsSucceededCount()).isEqualTo(4);
	}

	@Test
	void classesDoNotRunAtTheSameTimeWhereTestsAreParallel() {
		TestExecutionSummary summary = summary(
				Map.of("junit.jupiter.execution.parallel.enabled", "true",
						"junit.jupiter.execution.parallel.mode.default", "concurrent",
						"junit.jupiter.execution.parallel.config.strategy", "fixed",
						"junit.jupiter.execution.parallel.config.fixed.parallelism", "2"),
				Alone.class, AloneAgain.class);
		assertThat(summary.getTestsSucceededCount()).isEqualTo(4);
	}

	@Test
	void annotationOfTheApplicationsOwnCanCarryIt() {
		assertThat(run(ByOwnAnnotation.class).getTestsSucceededCount()).isEqualTo(1);
	}

	@Test
	void parameterIsResolvedWithoutSpringAndByIt() {
		assertThat(run(WithoutSpring.class, WithConstructor.class).getTestsSucceededCount()).isEqualTo(3);
	}

	@Test
	void unknownUserIsNamedWithThoseThatThereAre() {
		TestExecutionSummary summary = summary(AsNobody.class);
		assertThat(summary.getFailures()).singleElement()
			.extracting(Failure::getException)
			.satisfies((failure) -> assertThat(failure)
				.hasStackTraceContaining("The embedded directory has no user 'eve@contoso.com'. Its users are"
						+ " alice@contoso.com, bob@contoso.com"));
	}

	private static TestExecutionSummary run(Class<?>... classes) {
		TestExecutionSummary summary = summary(classes);
		List<Throwable> failures = new ArrayList<>();
		summary.getFailures().forEach((failure) -> failures.add(failure.getException()));
		assertThat(failures).isEmpty();
		return summary;
	}

	private static TestExecutionSummary summary(Class<?>... classes) {
		return summary(Map.of(), classes);
	}

	private static TestExecutionSummary summary(Map<String, String> configuration, Class<?>... classes) {
		LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
			.configurationParameters(configuration);
		for (Class<?> type : classes) {
			request.selectors(DiscoverySelectors.selectClass(type));
		}
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		Launcher launcher = LauncherFactory.create();
		launcher.execute(request.forExecution().listeners(listener).build());
		return listener.getSummary();
	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@EmbeddedIwa
	static class SignsIn {

		@Autowired
		RestClient restClient;

		@Autowired
		WebClient webClient;

		@Test
		void restClientCallsAsTheUser(EmbeddedDirectory directory) {
			assertThat(this.restClient.get().uri("/me?verbose=true").retrieve().body(String.class))
				.contains("alice@contoso.com");
			assertThat(directory.apiCalls())
				.containsExactly(new ApiCall("GET", "/me", "verbose=true", 200, "alice@contoso.com"));
			assertThat(directory.requests(Hop.API)).hasSize(1);
		}

		@Test
		void webClientCallsAsTheUser(EmbeddedDirectory directory) {
			assertThat(this.webClient.get().uri("/orders").retrieve().bodyToMono(String.class).block())
				.contains("alice@contoso.com");
			assertThat(directory.apiCalls()).extracting(ApiCall::user).containsExactly("alice@contoso.com");
		}

		@Nested
		class AfterSignOut {

			@Test
			void userSignsInOnce(EmbeddedDirectory directory, @Autowired IwaTokenService tokens) {
				tokens.signOut();
				SignsIn.this.restClient.get().uri("/me").retrieve().toBodilessEntity();
				SignsIn.this.restClient.get().uri("/me").retrieve().toBodilessEntity();
				assertThat(directory.signIns()).extracting(IssuedToken::user, IssuedToken::resource)
					.containsExactly(tuple("alice@contoso.com", "api://orders"));
			}

		}

	}

	abstract static class Recorded {

		@Test
		void directoryAndContextAreRecorded(EmbeddedDirectory directory, @Autowired EmbeddedDirectory bean,
				@Autowired ApplicationContext context) {
			assertThat(bean).isSameAs(directory);
			directories.add(directory);
			contexts.add(context);
		}

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@EmbeddedIwa
	static class AsAlice extends Recorded {

		@Nested
		class Inner {

			@Test
			void contextIsThatOfTheOuterClass(EmbeddedDirectory directory, @Autowired ApplicationContext context) {
				assertThat(contexts).contains(context);
				directories.add(directory);
				contexts.add(context);
			}

		}

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@EmbeddedIwa(user = "bob@contoso.com")
	static class AsBob extends Recorded {

		@Test
		void tokenIsOfBob(@Autowired IwaTokenService tokens) {
			assertThat(tokens.getToken().username()).isEqualTo("bob@contoso.com");
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@EmbeddedIwa(user = "bob@contoso.com")
	@interface TestAsBob {

	}

	@TestAsBob
	static class ByOwnAnnotation {

		@Test
		void tokenIsOfBob(EmbeddedDirectory directory, @Autowired IwaTokenService tokens) {
			assertThat(tokens.getToken().username()).isEqualTo("bob@contoso.com");
			assertThat(directory.signIns()).hasSize(1);
		}

	}

	/**
	 * Inherits the annotation and the nested class, and shares the context.
	 */
	static class AsAliceAgain extends AsAlice {

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@EmbeddedIwa
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	static class Scripted {

		@Autowired
		IwaTokenService tokens;

		@Test
		@Order(1)
		void signInFails(EmbeddedDirectory directory) {
			this.tokens.signOut();
			directory.on(Hop.TOKEN).fault(Fault.entra("invalid_grant", 50076));
			directory.api().demandClaims("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}");
			directory.kdestroy(User.ALICE);
			directory.kinit(User.ALICE);
			assertThatExceptionOfType(IwaException.class).isThrownBy(this.tokens::getToken)
				.extracting(IwaException::code)
				.isEqualTo(IwaErrorCode.MFA_REQUIRED);
			directory.kdestroy(User.ALICE);
		}

		@Test
		@Order(2)
		void signInSucceeds(EmbeddedDirectory directory, @Autowired RestClient restClient) {
			assertThat(directory.requests()).isEmpty();
			assertThat(directory.ticketCache(User.ALICE)).exists();
			restClient.get().uri("/me").retrieve().toBodilessEntity();
			assertThat(directory.apiCalls()).extracting(ApiCall::status).containsExactly(200);
		}

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE,
			properties = "iwa.scopes=api://invoices/.default")
	@EmbeddedIwa
	static class WithOwnProperty {

		@Test
		void tokenIsForItsScopes(EmbeddedDirectory directory, @Autowired IwaTokenService tokens) {
			tokens.getToken();
			assertThat(directory.signIns()).extracting(IssuedToken::resource).containsExactly("api://invoices");
		}

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@TestPropertySource("classpath:invoices.properties")
	@EmbeddedIwa
	static class WithOwnFile extends WithOwnProperty {

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE,
			args = "--iwa.scopes=api://invoices/.default")
	@EmbeddedIwa
	static class WithOwnArgument extends WithOwnProperty {

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@EmbeddedIwa
	static class WithDynamicProperty extends WithOwnProperty {

		@DynamicPropertySource
		static void scopes(DynamicPropertyRegistry registry) {
			registry.add("iwa.scopes", () -> "api://invoices/.default");
		}

	}

	@EmbeddedIwa
	static class Alone {

		private static final Semaphore running = new Semaphore(1);

		/**
		 * Gives a test of the other thread the time to begin, if it may.
		 */
		private static void isAlone() throws InterruptedException {
			assertThat(running.tryAcquire()).isTrue();
			try {
				assertThat(new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS)).isFalse();
			}
			finally {
				running.release();
			}
		}

		@Test
		void one() throws InterruptedException {
			isAlone();
		}

		@Test
		void other() throws InterruptedException {
			isAlone();
		}

	}

	static class AloneAgain extends Alone {

	}

	@EmbeddedIwa
	static class WithoutSpring {

		@Test
		void directoryRuns(EmbeddedDirectory directory) {
			assertThat(directory.certificate()).exists();
		}

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@EmbeddedIwa
	static class WithConstructor {

		private final EmbeddedDirectory directory;

		@Autowired
		WithConstructor(EmbeddedDirectory directory) {
			this.directory = directory;
		}

		@Test
		void directoryRuns() {
			assertThat(this.directory.certificate()).exists();
		}

		@Test
		void directoryIsTheParameter(EmbeddedDirectory parameter) {
			assertThat(parameter).isSameAs(this.directory);
		}

	}

	@SpringBootTest(classes = Application.Configuration.class, webEnvironment = WebEnvironment.NONE)
	@EmbeddedIwa(user = "eve@contoso.com")
	static class AsNobody {

		@Test
		void neverRuns() {
		}

	}

}
