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

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.fixtures.MarkdownDocument;
import io.github.iwaspring.observation.IwaTokenObservationDocumentation;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import io.micrometer.common.docs.KeyName;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operations see of a command-line tool, and what {@code docs/observability.md} says
 * of it.
 */
class OperationsTests {

	private static final String[] JMX = { "spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=iwa",
			"management.endpoints.jmx.domain=iwa-operations-tests" };

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void prometheusHasAcquisitionsStepsAndTheTokensLife() {
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		try (Application application = Application.startWith(
				(context) -> context.registerBean(PrometheusMeterRegistry.class, () -> prometheus),
				this.directory.properties())) {
			application.tokens().getToken();
			application.tokens().getToken();
			String text = prometheus.scrape();
			assertThat(text.lines())
				.anySatisfy((line) -> assertThat(line).startsWith("iwa_token_acquire_seconds_count{")
					.contains("client=\"default\"", "source=\"integrated\"", "outcome=\"success\"", "joined=\"false\"",
							"error_code=\"none\"", "stage=\"none\"")
					.endsWith("} 1"));
			assertThat(text).contains("iwa_token_step_seconds_count{").doesNotContainIgnoringCase("alice");
			assertThat(prometheus.get("iwa.token.ttl").tag("client", "default").gauge().value()).isBetween(60.0,
					86_400.0);
			application.tokens().signOut();
			assertThat(prometheus.get("iwa.token.ttl").gauge().value()).isNaN();
			this.directory.kdestroy(User.ALICE);
			application.refused(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS);
			assertThat(prometheus.scrape()).contains("error_code=\"ticket-missing\"");
		}
	}

	@Test
	void healthFollowsTheSignInAndSendsNoRequest() {
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(health(application)).isEqualTo(Status.UNKNOWN);
			this.directory.kdestroy(User.ALICE);
			application.refused(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS);
			assertThat(health(application)).isEqualTo(Status.DOWN);
			this.directory.kinit(User.ALICE);
			assertThat(health(application)).as("with another ticket").isEqualTo(Status.UNKNOWN);
			assertThat(this.directory.log().requests()).isEmpty();
			application.tokens().getToken();
			assertThat(health(application)).isEqualTo(Status.UP);
		}
	}

	@Test
	void signInConcernsNeitherLivenessNorReadiness() {
		try (Application application = Application.start(this.directory.properties(),
				"management.endpoint.health.probes.enabled=true")) {
			HealthEndpoint endpoint = application.bean(HealthEndpoint.class);
			assertThat(components(endpoint.health())).contains("iwa");
			assertThat(components(endpoint.healthForPath("liveness"))).doesNotContain("iwa");
			assertThat(components(endpoint.healthForPath("readiness"))).doesNotContain("iwa");
		}
	}

	@Test
	void endpointIsReadOnlyOverJmx() throws Exception {
		try (Application application = Application.start(this.directory.properties(), JMX)) {
			application.tokens().getToken();
			MBeanServer server = ManagementFactory.getPlatformMBeanServer();
			assertThat(operations(server)).containsExactly("state");
			Object state = server.invoke(name(server), "state", new Object[0], new String[0]);
			assertThat(state).asString()
				.contains("default", "expiresAt")
				.doesNotContain(application.tokens().getToken().value())
				.doesNotContainIgnoringCase("alice");
		}
	}

	@Test
	void doctorRunsOverJmxWhereItMay() throws Exception {
		try (Application application = Application.start(this.directory.properties(), withDoctor())) {
			assertThat(operations(ManagementFactory.getPlatformMBeanServer())).containsExactlyInAnyOrder("state",
					"diagnose");
			Map<?, ?> report = diagnose();
			assertThat(report.get("healthy")).isEqualTo(true);
			assertThat(report.toString()).doesNotContain(User.ALICE.upn());
		}
	}

	@Test
	void doctorOfTheEndpointNeverPrompts() throws Exception {
		ShownCodes codes = new ShownCodes();
		try (Application application = Application.start(codes, this.directory.properties(User.MIA), withDoctor())) {
			Map<?, ?> report = diagnose();
			assertThat(report.get("healthy")).isEqualTo(false);
			assertThat(report.toString()).contains("mfa-required");
			assertThat(this.directory.log().requests(Hop.DEVICE_CODE)).isEmpty();
			assertThat(codes.shown()).isEmpty();
		}
	}

	@Test
	void doctorOfTheEndpointWaitsAsLongAsTheDirectoryAsks() throws Exception {
		this.directory.on(Hop.TOKEN).fault(Fault.status(429).retryAfter(Duration.ofMinutes(1)));
		try (Application application = Application.start(this.directory.properties(), withDoctor())) {
			assertThat(diagnose().toString()).contains("throttled", "retryAfter=PT1M");
			int requests = this.directory.log().requests().size();
			assertThat(diagnose()).containsOnlyKeys("postponedUntil");
			assertThat(this.directory.log().requests()).hasSize(requests);
		}
	}

	@Test
	void prefetchedTokenServesTheFirstCaller() {
		try (Application application = Application.start(this.directory.properties(), "iwa.token.prefetch=true")) {
			assertThat(application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(1);
		}
	}

	@Test
	void documentNamesEveryKey() {
		String document = MarkdownDocument.read(Path.of("..", "docs", "observability.md")).text();
		for (IwaTokenObservationDocumentation observation : IwaTokenObservationDocumentation.values()) {
			Set<String> keys = new LinkedHashSet<>();
			String name = (observation.getName() != null) ? observation.getName() : "iwa.token.acquire";
			String section = document.substring(document.indexOf("### `" + name + "`"));
			section.lines()
				.takeWhile((line) -> line.startsWith("### `" + name) || !line.startsWith("#"))
				.filter((line) -> line.startsWith("| `"))
				.forEach((line) -> keys.add(line.split("`")[1]));
			assertThat(keys).containsExactlyElementsOf(
					Arrays.stream(observation.getLowCardinalityKeyNames()).map(KeyName::asString).toList());
		}
	}

	private static Status health(Application application) {
		HealthDescriptor iwa = application.bean(HealthEndpoint.class).healthForPath("iwa", "default");
		assertThat(iwa).isNotNull();
		return iwa.getStatus();
	}

	private static Set<String> components(HealthDescriptor health) {
		return ((CompositeHealthDescriptor) health).getComponents().keySet();
	}

	private static String[] withDoctor() {
		return Stream.concat(Stream.of(JMX), Stream.of("management.endpoint.iwa.access=unrestricted"))
			.toArray(String[]::new);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, ?> diagnose() throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		return (Map<String, ?>) server.invoke(name(server), "diagnose", new Object[0], new String[0]);
	}

	private static ObjectName name(MBeanServer server) throws Exception {
		Set<ObjectName> names = server.queryNames(new ObjectName("iwa-operations-tests:type=Endpoint,name=Iwa,*"),
				null);
		assertThat(names).hasSize(1);
		return names.iterator().next();
	}

	private static Stream<String> operations(MBeanServer server) throws Exception {
		MBeanInfo info = server.getMBeanInfo(name(server));
		return Arrays.stream(info.getOperations()).map(MBeanOperationInfo::getName);
	}

}
