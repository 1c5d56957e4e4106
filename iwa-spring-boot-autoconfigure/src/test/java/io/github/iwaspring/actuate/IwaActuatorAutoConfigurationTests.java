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

package io.github.iwaspring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.autoconfigure.IwaAutoConfiguration;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import io.github.iwaspring.token.AcquisitionObserver;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.RetryPolicy;
import io.github.iwaspring.token.TokenAcquirer;
import io.github.iwaspring.token.TokenClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.jmx.JmxEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.jmx.JmxOperation;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link IwaActuatorAutoConfiguration} and {@link TokenHealth}.
 */
class IwaActuatorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IwaAutoConfiguration.class, IwaActuatorAutoConfiguration.class))
		.withPropertyValues("iwa.authority=https://login.microsoftonline.com/contoso.com",
				"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "iwa.scopes=api://orders/.default",
				"iwa.kerberos.provider=java", "iwa.kerberos.ticket-cache=target/no-such-cache",
				"management.endpoints.jmx.exposure.include=iwa", "spring.jmx.enabled=true");

	@Test
	void healthIsUnknownBeforeTheFirstAcquisitionAndDownAfterItsFailure() {
		this.runner.run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UNKNOWN);
			assertThatExceptionOfType(IwaException.class)
				.isThrownBy(() -> context.getBean(IwaTokenService.class).getToken());
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(context).getDetails()).containsEntry("code", "ticket-missing")
				.containsEntry("stage", "KERBEROS");
			assertThat(context.getBean(IwaEndpoint.class).state().toString()).contains("default", "ticket-missing");
		});
	}

	@Test
	void everyEntryHasAComponent() {
		this.runner
			.withPropertyValues("iwa.clients.invoices.base-url=https://invoices.contoso.com",
					"iwa.clients.invoices.scopes=api://invoices/.default")
			.run((context) -> {
				assertThat(context.getBean("iwaHealthIndicator", CompositeHealthContributor.class)
					.stream()
					.map((entry) -> entry.name())).containsExactly("default", "invoices");
				assertThat(context.getBean(TokenClients.class).nameOf(Set.of("api://invoices/.default")))
					.isEqualTo("invoices");
				assertThat(context.getBean(TokenClients.class).nameOf(Set.of("api://other/.default")))
					.isEqualTo("none");
			});
	}

	@Test
	void entryThatIsNamedDefaultHasAComponentOfItsOwn() {
		this.runner
			.withPropertyValues("iwa.clients.default.base-url=https://invoices.contoso.com",
					"iwa.clients.default.scopes=api://invoices/.default")
			.run((context) -> {
				assertThat(context.getBean("iwaHealthIndicator", CompositeHealthContributor.class)
					.stream()
					.map((entry) -> entry.name())).containsExactly("default", "iwa.clients.default");
				assertThat(context.getBean(TokenClients.class).nameOf(Set.of("api://orders/.default")))
					.isEqualTo("default");
				assertThat(context.getBean(TokenClients.class).nameOf(Set.of("api://invoices/.default")))
					.isEqualTo("iwa.clients.default");
			});
	}

	@Test
	void passiveDownEndsAfterFiveMinutes() {
		Script script = new Script();
		script.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		try (CachingTokenService tokens = script.service()) {
			assertThatExceptionOfType(IwaException.class).isThrownBy(tokens::getToken);
			TokenHealth health = new TokenHealth(tokens, Script.SCOPES, script.now::get);
			script.now.set(script.now.get().plus(Duration.ofMinutes(5)).minusMillis(1));
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
			script.now.set(script.now.get().plusMillis(1));
			assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
			assertThat(health.health().getDetails()).containsEntry("code", "connection-failed");
		}
	}

	@Test
	void failureThatIsRepeatedDuringAPauseDoesNotProlongDown() {
		Script script = new Script();
		script.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN).retryAfter(Duration.ofHours(1)).build();
		try (CachingTokenService tokens = script.service()) {
			assertThatExceptionOfType(IwaException.class).isThrownBy(tokens::getToken);
			Instant failed = script.now.get();
			TokenHealth health = new TokenHealth(tokens, Script.SCOPES, script.now::get);
			script.now.set(failed.plus(Duration.ofMinutes(4)));
			assertThatExceptionOfType(IwaException.class).isThrownBy(tokens::getToken);
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
			script.now.set(failed.plus(Duration.ofMinutes(5)));
			assertThatExceptionOfType(IwaException.class).isThrownBy(tokens::getToken);
			assertThat(script.requests).isEqualTo(1);
			assertThat(health.health()).isEqualTo(Health.unknown()
				.withDetail("code", "throttled")
				.withDetail("stage", "TOKEN")
				.withDetail("at", failed.toString())
				.build());
		}
	}

	@Test
	void attemptThatFailsAgainProlongsDown() {
		Script script = new Script();
		script.failure = IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS).local().build();
		try (CachingTokenService tokens = script.service()) {
			assertThatExceptionOfType(IwaException.class).isThrownBy(tokens::getToken);
			TokenHealth health = new TokenHealth(tokens, Script.SCOPES, script.now::get);
			script.now.set(script.now.get().plus(Duration.ofMinutes(5)));
			assertThatExceptionOfType(IwaException.class).isThrownBy(tokens::getToken);
			assertThat(script.requests).isEqualTo(2);
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
		}
	}

	@Test
	void downEndsAtOnceWhenTheCredentialsChange() {
		Script script = new Script();
		script.failure = IwaException.of(IwaErrorCode.TICKET_EXPIRED, Stage.KERBEROS).build();
		try (CachingTokenService tokens = script.service()) {
			assertThatExceptionOfType(IwaException.class).isThrownBy(tokens::getToken);
			TokenHealth health = new TokenHealth(tokens, Script.SCOPES, script.now::get);
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
			script.fingerprint = "new ticket";
			assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
			assertThat(health.health().getDetails()).containsEntry("code", "ticket-expired");
			assertThat(script.requests).isEqualTo(1);
		}
	}

	@Test
	void healthIsUpWhileTheTokenIsValidThoughItsRenewalFails() {
		Script script = new Script();
		try (CachingTokenService tokens = script.service()) {
			tokens.getToken();
			TokenHealth health = new TokenHealth(tokens, Script.SCOPES, script.now::get);
			assertThat(health.health()).isEqualTo(Health.up().build());
			script.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
			assertThatExceptionOfType(IwaException.class)
				.isThrownBy(() -> tokens.getToken(IwaTokenRequest.defaults().withForceRefresh()));
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void healthSaysSinceWhenTheRenewalOfAValidTokenFails() {
		Script script = new Script();
		CompletableFuture<Void> failed = new CompletableFuture<>();
		try (CachingTokenService tokens = script.service(new AcquisitionListener() {

			@Override
			public void failed(IwaException failure) {
				failed.complete(null);
			}

		})) {
			Instant expiry = tokens.getToken().expiresAt();
			Instant renewal = expiry.minusSeconds(60);
			script.now.set(renewal);
			script.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
			assertThat(tokens.getToken().expiresAt()).isEqualTo(expiry);
			failed.orTimeout(30, TimeUnit.SECONDS).join();
			TokenHealth health = new TokenHealth(tokens, Script.SCOPES, script.now::get);
			script.now.set(expiry.minusMillis(1));
			assertThat(health.health())
				.isEqualTo(Health.up().withDetail("renewalFailingSince", renewal.toString()).build());
			script.now.set(expiry);
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "iwaHealthIndicator", "iwaHealthContributor" })
	void healthOfTheApplicationWins(String name) {
		HealthIndicator own = () -> Health.outOfService().build();
		this.runner.withBean(name, HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).hasSingleBean(HealthContributor.class).getBean(name).isSameAs(own));
	}

	@Test
	void healthCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.iwa.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("iwaHealthIndicator"));
		this.runner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("iwaHealthIndicator"));
		this.runner.withPropertyValues("management.health.defaults.enabled=false", "management.health.iwa.enabled=true")
			.run((context) -> assertThat(context).hasBean("iwaHealthIndicator"));
	}

	@Test
	void endpointIsThereWhereItIsExposed() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(IwaEndpoint.class));
		this.runner.withPropertyValues("management.endpoints.jmx.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(IwaEndpoint.class));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "-, -, state",
			"management.endpoint.iwa.access=unrestricted, -, diagnose state",
			"management.endpoints.access.default=unrestricted, -, diagnose state",
			"management.endpoints.access.default=unrestricted, management.endpoints.access.max-permitted=read-only, state",
			"management.endpoints.access.default=unrestricted, management.endpoint.iwa.access=read-only, state",
			"management.endpoint.iwa.access=none, -, -", "management.endpoints.access.default=none, -, -" })
	void doctorNeedsAccess(String property, String another, String operations) {
		this.runner
			.withInitializer(
					(context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
			.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class, EndpointAutoConfiguration.class,
					JmxEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.jmx.domain=iwa-actuator-tests",
					(property != null) ? property : "a=b", (another != null) ? another : "a=b")
			.run((context) -> assertThat(context.getBean(JmxEndpointsSupplier.class)
				.getEndpoints()
				.stream()
				.flatMap((endpoint) -> endpoint.getOperations().stream())
				.map(JmxOperation::getName)
				.sorted()).containsExactly((operations != null) ? operations.split(" ") : new String[0]));
	}

	@Test
	void healthGroupsMayHaveTheSignIn() {
		this.runner
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class,
					HealthEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.jmx.exposure.include=health",
					"management.endpoint.health.group.desk.include=iwa",
					"management.endpoint.health.group.rest.exclude=iwa")
			.run((context) -> {
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				assertThat(endpoint.healthForPath("iwa", "default").getStatus()).isEqualTo(Status.UNKNOWN);
				assertThat(endpoint.healthForPath("desk", "iwa")).isNotNull();
				assertThat(endpoint.healthForPath("rest", "iwa")).isNull();
			});
	}

	@Test
	void nothingIsThereWhenDisabledOrWithATokenServiceOfTheApplication() {
		this.runner.withPropertyValues("iwa.enabled=false").run(this::hasNothing);
		this.runner.withBean(IwaTokenService.class, () -> mock(IwaTokenService.class)).run(this::hasNothing);
	}

	@Test
	void applicationStartsWithoutActuator() {
		this.runner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
			.run(this::hasNothing);
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(IwaEndpoint.class));
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("iwaHealthIndicator"));
	}

	@Test
	void healthAndEndpointNeedNoMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("iwaHealthIndicator")
				.hasSingleBean(IwaEndpoint.class));
	}

	private void hasNothing(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed().doesNotHaveBean("iwaHealthIndicator").doesNotHaveBean("iwaEndpoint");
	}

	private static Health health(AssertableApplicationContext context) {
		HealthContributor contributor = context.getBean("iwaHealthIndicator", CompositeHealthContributor.class)
			.getContributor("default");
		assertThat(contributor).isInstanceOf(HealthIndicator.class);
		return ((HealthIndicator) contributor).health();
	}

	/**
	 * A sign-in without a directory.
	 */
	private static final class Script implements TokenAcquirer {

		private static final Set<String> SCOPES = Set.of("api://orders/.default");

		private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

		private volatile @Nullable IwaException failure;

		private volatile Object fingerprint = "ticket";

		private volatile int requests;

		CachingTokenService service() {
			return service(AcquisitionListener.NONE);
		}

		CachingTokenService service(AcquisitionListener listener) {
			AcquisitionObserver observer = mock();
			given(observer.started(any())).willReturn(listener);
			return new CachingTokenService(SCOPES, Function.identity(), () -> this, Executors.newSingleThreadExecutor(),
					Executors.newSingleThreadExecutor(), Duration.ofSeconds(30), new RetryPolicy(Duration.ofMinutes(5)),
					this.now::get, observer);
		}

		@Override
		public IwaToken acquire(AcquisitionContext context) {
			this.requests++;
			if (this.failure != null) {
				throw this.failure;
			}
			return IwaToken.of("token", this.now.get().plusSeconds(3600), SCOPES, "alice@contoso.com",
					Source.INTEGRATED);
		}

		@Override
		public Object fingerprint() {
			return this.fingerprint;
		}

		@Override
		public void forget() {
		}

	}

}
