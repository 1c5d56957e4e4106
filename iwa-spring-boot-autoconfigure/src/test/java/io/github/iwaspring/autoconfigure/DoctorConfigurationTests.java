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

package io.github.iwaspring.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.IwaReport.Check;
import io.github.iwaspring.IwaReport.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DoctorConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DoctorConfigurationTests {

	private static final String[] REQUIRED = { "iwa.authority=https://login.microsoftonline.com/contoso.com",
			"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "iwa.scopes=api://orders/.default" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IwaAutoConfiguration.class))
		.withPropertyValues(REQUIRED);

	@Test
	void doctorIsCreatedWhenItIsInjected() {
		this.runner.run((context) -> {
			assertThat(context.getSourceApplicationContext(ConfigurableApplicationContext.class)
				.getBeanFactory()
				.containsSingleton("iwaDoctor")).isFalse();
			assertThat(context).hasSingleBean(IwaDoctor.class);
		});
	}

	@Test
	void doctorOfTheApplicationReplacesOurs() {
		this.runner.withUserConfiguration(TestApplication.class)
			.run((context) -> assertThat(context).hasSingleBean(IwaDoctor.class).hasBean("ownDoctor"));
	}

	@Test
	void doctorDoesNotRunAtTheStartByDefault() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBean(TestApplication.class).runs).containsExactly("runner");
			assertThat(context.getBean(TestApplication.class).thread).isNotDone();
		}
	}

	@Test
	void healthyReportIsLogged(CapturedOutput output) {
		runs("iwa.diagnostics.on-startup=true");
		assertThat(output.getOut().lines()).anySatisfy((line) -> assertThat(line).contains("INFO")
			.contains("The doctor's report (iwa.diagnostics.on-startup)"));
		assertThat(output).contains("the report");
	}

	@Test
	void startDoesNotWaitForTheDoctor() throws Exception {
		try (ConfigurableApplicationContext context = start("iwa.diagnostics.on-startup=true",
				"application.slow=true")) {
			TestApplication application = context.getBean(TestApplication.class);
			assertThat(application.runs).contains("runner");
			assertThat(application.thread.join().isDaemon()).isTrue();
			application.released.countDown();
			application.thread.join().join();
			assertThat(application.runs).contains("doctor");
		}
	}

	@Test
	void closingTheApplicationEndsTheDoctorsRunQuietly(CapturedOutput output) throws Exception {
		CompletableFuture<Thread> thread;
		try (ConfigurableApplicationContext context = start("iwa.diagnostics.on-startup=true",
				"application.slow=true")) {
			thread = context.getBean(TestApplication.class).thread;
			thread.join();
		}
		thread.join().join();
		assertThat(output).doesNotContain("The doctor failed", "The doctor's report");
	}

	@Test
	void errorOfTheDoctorStopsNothing(CapturedOutput output) {
		runs("iwa.diagnostics.on-startup=true", "application.error=true");
		assertThat(output).contains("The doctor failed").contains("AssertionError");
	}

	@Test
	void unhealthyReportIsLoggedAsAWarningAndStopsNothing(CapturedOutput output) {
		assertThat(runs("iwa.diagnostics.on-startup=true", "application.status=FAIL")).contains("runner");
		assertThat(output.getOut().lines()).anySatisfy((line) -> assertThat(line).contains("WARN")
			.contains("The doctor's report (iwa.diagnostics.on-startup)"));
	}

	@Test
	void exceptionOfTheDoctorStopsNothing(CapturedOutput output) {
		assertThat(runs("iwa.diagnostics.on-startup=true", "application.status=")).containsExactly("runner");
		assertThat(output).contains("The doctor failed");
	}

	/**
	 * Waits for the end of the doctor's run.
	 */
	private static List<String> runs(String... properties) {
		try (ConfigurableApplicationContext context = start(properties)) {
			TestApplication application = context.getBean(TestApplication.class);
			application.thread.join().join();
			return application.runs;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		String[] arguments = Stream.concat(Stream.of(REQUIRED), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(TestApplication.class).web(WebApplicationType.NONE).run(arguments);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(IwaAutoConfiguration.class)
	static class TestApplication {

		final List<String> runs = new CopyOnWriteArrayList<>();

		final CompletableFuture<Thread> thread = new CompletableFuture<>();

		final CountDownLatch released = new CountDownLatch(1);

		@Bean
		IwaDoctor ownDoctor(Environment environment) {
			return () -> {
				this.thread.complete(Thread.currentThread());
				if (environment.containsProperty("application.error")) {
					throw new AssertionError("failed");
				}
				if (environment.containsProperty("application.slow")) {
					await(this.released);
				}
				Status status = Status.valueOf(environment.getProperty("application.status", "PASS"));
				this.runs.add("doctor");
				return new StubReport(List.of(new StubCheck("java", status, "the report", "the action")));
			};
		}

		@Bean
		ApplicationRunner testRunner() {
			return (arguments) -> this.runs.add("runner");
		}

	}

	private record StubCheck(String id, Status status, String description, String action) implements Check {

		@Override
		public IwaErrorCode code() {
			return IwaErrorCode.UNEXPECTED;
		}

		@Override
		public Stage stage() {
			return Stage.TOKEN;
		}

		@Override
		public String correlationId() {
			return "4711";
		}

	}

	private record StubReport(List<Check> checks) implements IwaReport {

		@Override
		public IwaReport withUserNames() {
			return this;
		}

		@Override
		public String toText() {
			return this.checks.get(0).description();
		}

		@Override
		public String toAnsiText() {
			return toText();
		}

		@Override
		public String toJson() {
			return "{}";
		}

	}

}
