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
	void thereIsADoctorWhoIsNotMadeBeforeSomebodyAsks() {
		this.runner.run((context) -> {
			assertThat(context.getSourceApplicationContext(ConfigurableApplicationContext.class)
				.getBeanFactory()
				.containsSingleton("iwaDoctor")).isFalse();
			assertThat(context).hasSingleBean(IwaDoctor.class);
		});
	}

	@Test
	void theApplicationsOwnDoctorWins() {
		this.runner.withUserConfiguration(Practice.class)
			.run((context) -> assertThat(context).hasSingleBean(IwaDoctor.class).hasBean("ownDoctor"));
	}

	@Test
	void nobodyIsExaminedUnlessAsked() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBean(Practice.class).visits).containsExactly("runner");
			assertThat(context.getBean(Practice.class).visitor).isNotDone();
		}
	}

	@Test
	void aHealthyReportIsLogged(CapturedOutput output) {
		visits("iwa.diagnostics.on-startup=true");
		assertThat(output.getOut().lines())
			.anySatisfy((line) -> assertThat(line).contains("INFO").contains("(iwa.diagnostics.on-startup)"));
		assertThat(output).contains("the report");
	}

	@Test
	void nobodyWaitsForTheDoctor() throws Exception {
		try (ConfigurableApplicationContext context = start("iwa.diagnostics.on-startup=true", "practice.slow=true")) {
			Practice practice = context.getBean(Practice.class);
			assertThat(practice.visits).contains("runner");
			assertThat(practice.visitor.join().isDaemon()).isTrue();
			practice.released.countDown();
			practice.visitor.join().join();
			assertThat(practice.visits).contains("doctor");
		}
	}

	@Test
	void anApplicationThatIsClosedEndsTheVisitQuietly(CapturedOutput output) throws Exception {
		CompletableFuture<Thread> visitor;
		try (ConfigurableApplicationContext context = start("iwa.diagnostics.on-startup=true", "practice.slow=true")) {
			visitor = context.getBean(Practice.class).visitor;
			visitor.join();
		}
		visitor.join().join();
		assertThat(output).doesNotContain("could not be checked", "Integrated Windows authentication, checked");
	}

	@Test
	void anErrorStopsNothing(CapturedOutput output) {
		visits("iwa.diagnostics.on-startup=true", "practice.error=true");
		assertThat(output).contains("could not be checked").contains("AssertionError");
	}

	@Test
	void anUnhealthyReportIsLoggedAsAWarningAndStopsNothing(CapturedOutput output) {
		assertThat(visits("iwa.diagnostics.on-startup=true", "practice.status=FAIL")).contains("runner");
		assertThat(output.getOut().lines())
			.anySatisfy((line) -> assertThat(line).contains("WARN").contains("(iwa.diagnostics.on-startup)"));
	}

	@Test
	void aDoctorWhoFallsIllStopsNothing(CapturedOutput output) {
		assertThat(visits("iwa.diagnostics.on-startup=true", "practice.status=")).containsExactly("runner");
		assertThat(output).contains("could not be checked");
	}

	/**
	 * Waits for the end of the visit.
	 */
	private static List<String> visits(String... properties) {
		try (ConfigurableApplicationContext context = start(properties)) {
			Practice practice = context.getBean(Practice.class);
			practice.visitor.join().join();
			return practice.visits;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		String[] arguments = Stream.concat(Stream.of(REQUIRED), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Practice.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(IwaAutoConfiguration.class)
	static class Practice {

		final List<String> visits = new CopyOnWriteArrayList<>();

		final CompletableFuture<Thread> visitor = new CompletableFuture<>();

		final CountDownLatch released = new CountDownLatch(1);

		@Bean
		IwaDoctor ownDoctor(Environment environment) {
			return () -> {
				this.visitor.complete(Thread.currentThread());
				if (environment.containsProperty("practice.error")) {
					throw new AssertionError("ill");
				}
				if (environment.containsProperty("practice.slow")) {
					await(this.released);
				}
				Status status = Status.valueOf(environment.getProperty("practice.status", "PASS"));
				this.visits.add("doctor");
				return new StubReport(List.of(new StubCheck("java", status, "the report", "the action")));
			};
		}

		@Bean
		ApplicationRunner practiceRunner() {
			return (arguments) -> this.visits.add("runner");
		}

	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
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
