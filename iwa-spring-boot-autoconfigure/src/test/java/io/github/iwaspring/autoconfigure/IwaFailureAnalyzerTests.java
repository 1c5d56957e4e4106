package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link IwaFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class IwaFailureAnalyzerTests {

	@Test
	void analysisOfRunnerWithoutTicketHasDescriptionAndAction(CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(FailingApplication.class));
		assertThat(output).contains("There is no Kerberos ticket. (ticket-missing)")
			.containsSubsequence("Action:", "Run kinit.")
			.doesNotContain("\tat io.github.iwaspring");
	}

	@Configuration(proxyBeanMethods = false)
	static class FailingApplication {

		@Bean
		ApplicationRunner runner() {
			return (arguments) -> {
				throw IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
					.description("There is no Kerberos ticket.")
					.action("Run kinit.")
					.build();
			};
		}

	}

}
