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

package io.github.iwaspring.observation;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.autoconfigure.IwaAutoConfiguration;
import io.github.iwaspring.token.AcquisitionListener;
import io.github.iwaspring.token.AcquisitionObserver;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link IwaObservationAutoConfiguration}. The sign-in fails for want of a
 * ticket.
 */
class IwaObservationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IwaAutoConfiguration.class, IwaObservationAutoConfiguration.class))
		.withPropertyValues("iwa.authority=https://login.microsoftonline.com/contoso.com",
				"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "iwa.scopes=api://orders/.default",
				"iwa.kerberos.provider=java", "iwa.kerberos.ticket-cache=target/no-such-cache");

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@Test
	void failedAcquisitionHasAllKeys() {
		observed().run((context) -> {
			refuse(context.getBean(IwaTokenService.class));
			assertThat(this.registry).hasObservationWithNameEqualTo("iwa.token.acquire")
				.that()
				.hasBeenStarted()
				.hasBeenStopped()
				.hasError()
				.hasLowCardinalityKeyValue("client", "default")
				.hasLowCardinalityKeyValue("source", "none")
				.hasLowCardinalityKeyValue("outcome", "failure")
				.hasLowCardinalityKeyValue("joined", "false")
				.hasLowCardinalityKeyValue("error.code", "ticket-missing")
				.hasLowCardinalityKeyValue("stage", "kerberos");
			assertThat(this.registry).hasObservationWithNameEqualTo("iwa.token.step")
				.that()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("stage", "kerberos")
				.hasLowCardinalityKeyValue("outcome", "failure");
		});
	}

	@Test
	void callerWhoJoinsAnAcquisitionAndGivesUpHasAnObservation() {
		observed().run((context) -> {
			AcquisitionListener caller = context.getBean(AcquisitionObserver.class)
				.joined(IwaTokenRequest.defaults().withScopes("api://other/.default"));
			caller.cancelled();
			caller.failed(IwaException.of(IwaErrorCode.TIMEOUT, Stage.TOKEN).build());
			assertThat(this.registry).hasNumberOfObservationsEqualTo(1)
				.hasObservationWithNameEqualTo("iwa.token.acquire")
				.that()
				.hasBeenStopped()
				.doesNotHaveError()
				.hasLowCardinalityKeyValue("client", "none")
				.hasLowCardinalityKeyValue("joined", "true")
				.hasLowCardinalityKeyValue("outcome", "cancelled")
				.hasLowCardinalityKeyValue("error.code", "none");
		});
	}

	@Test
	void conventionOfTheApplicationWins() {
		observed().withBean(IwaTokenObservationConvention.class, OwnConvention::new).run((context) -> {
			refuse(context.getBean(IwaTokenService.class));
			assertThat(this.registry).hasObservationWithNameEqualTo("sign.in")
				.that()
				.hasLowCardinalityKeyValue("desk", "alone")
				.hasLowCardinalityKeyValue("outcome", "failure");
			assertThat(this.registry).doesNotHaveAnyRemainingCurrentObservation();
		});
	}

	@Test
	void handlerThatFailsConcernsNoCaller() {
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				throw new IllegalStateException("the handler's own");
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		observed().run((context) -> refuse(context.getBean(IwaTokenService.class)));
	}

	@Test
	void gaugeIsNotANumberWithoutToken() {
		this.runner.run((context) -> {
			SimpleMeterRegistry meters = new SimpleMeterRegistry();
			context.getBean(MeterBinder.class).bindTo(meters);
			assertThat(meters.get("iwa.token.ttl").tag("client", "default").gauge().value()).isNaN();
		});
	}

	@Test
	void gaugeLeavesARegistryThatOutlivesItsContext() {
		MeterRegistry shared = new SimpleMeterRegistry();
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		composite.add(shared);
		this.runner.run((first) -> {
			first.getBean(MeterBinder.class).bindTo(composite);
			Meter gauge = composite.get("iwa.token.ttl").gauge();
			this.runner.run((second) -> second.getBean(MeterBinder.class).bindTo(composite));
			assertThat(composite.getMeters()).as("after the second context").containsExactly(gauge);
			assertThat(shared.getMeters()).hasSize(1);
		});
		assertThat(composite.getMeters()).isEmpty();
		assertThat(shared.getMeters()).isEmpty();
	}

	@Test
	void registryThatObservesNothingCostsNoContext() {
		this.runner.withBean(ObservationRegistry.class, () -> ObservationRegistry.NOOP)
			.run((context) -> assertThat(context.getBean(AcquisitionObserver.class)
				.started(IwaTokenRequest.defaults().withScopes("api://orders/.default")))
				.isSameAs(AcquisitionListener.NONE));
	}

	@Test
	void everyContextObservesWithItsOwnRegistry() {
		TestObservationRegistry other = TestObservationRegistry.create();
		observed().run((first) -> this.runner.withBean(ObservationRegistry.class, () -> other).run((second) -> {
			refuse(second.getBean(IwaTokenService.class));
			assertThat(this.registry).doesNotHaveAnyObservation();
			refuse(first.getBean(IwaTokenService.class));
			assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo("iwa.token.acquire", 1);
			assertThat(other).hasNumberOfObservationsWithNameEqualTo("iwa.token.acquire", 1);
		}));
	}

	@Test
	void keysHaveThePrefixThatTheirDocumentationDemands() {
		for (IwaTokenObservationDocumentation observation : IwaTokenObservationDocumentation.values()) {
			assertThat(observation.getLowCardinalityKeyNames())
				.allSatisfy((key) -> assertThat(key.asString()).startsWith(observation.getPrefix()));
		}
	}

	@Test
	void nothingIsThereWithoutRegistry() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenObserver.class));
	}

	@Test
	void nothingIsThereWhenDisabledOrWithATokenServiceOfTheApplication() {
		observed().withPropertyValues("iwa.enabled=false").run(this::hasNothing);
		observed().withBean(IwaTokenService.class, () -> mock(IwaTokenService.class)).run(this::hasNothing);
	}

	@Test
	void applicationStartsWithoutMicrometerCore() {
		observed().withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TokenObserver.class)
				.doesNotHaveBean(TokenLifetime.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.observation", "io.micrometer" })
	void applicationStartsWithoutObservations(String missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenObserver.class));
	}

	@Test
	void entryIsClientOfObservationAndGauge() {
		observed()
			.withPropertyValues("iwa.clients.invoices.base-url=https://invoices.contoso.com",
					"iwa.clients.invoices.scopes=api://invoices/.default")
			.run((context) -> {
				SimpleMeterRegistry meters = new SimpleMeterRegistry();
				context.getBean(MeterBinder.class).bindTo(meters);
				assertThat(meters.get("iwa.token.ttl").tag("client", "invoices").gauge().value()).isNaN();
				assertThatExceptionOfType(IwaException.class).isThrownBy(() -> context.getBean(IwaTokenService.class)
					.getToken(IwaTokenRequest.defaults().withScopes("api://invoices/.default")));
				assertThat(this.registry).hasObservationWithNameEqualTo("iwa.token.acquire")
					.that()
					.hasLowCardinalityKeyValue("client", "invoices");
			});
	}

	private void hasNothing(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed().doesNotHaveBean(TokenObserver.class).doesNotHaveBean(TokenLifetime.class);
	}

	private ApplicationContextRunner observed() {
		return this.runner.withBean(ObservationRegistry.class, () -> this.registry);
	}

	private static void refuse(IwaTokenService tokens) {
		assertThatExceptionOfType(IwaException.class).isThrownBy(tokens::getToken).withMessageContaining("ticket");
	}

	static class OwnConvention extends DefaultIwaTokenObservationConvention {

		@Override
		public String getName() {
			return "sign.in";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(IwaTokenObservationContext context) {
			return super.getLowCardinalityKeyValues(context).and("desk", "alone");
		}

	}

}
