package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.github.iwaspring.IwaFallbackFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link FallbackMapper}.
 */
class FallbackMapperTests {

	private final Problems problems = new Problems();

	@ParameterizedTest
	@ValueSource(
			strings = { "http://localhost", "http://localhost/", "http://localhost:8400", "http://localhost:8400/" })
	void aRedirectComesBackToThisMachine(String uri) {
		assertThat(map(uri, "5m").redirectUri()).isEqualTo(URI.create(uri));
		this.problems.throwIfAny();
	}

	@ParameterizedTest
	@CsvSource({ "https://localhost, http://localhost", "http://127.0.0.1:8400, http://localhost:8400",
			"http://[::1], http://localhost", "http://localhost:8400/callback, http://localhost:8400",
			"http://evil.example, http://localhost", "http://localhost.evil.example, http://localhost",
			"http://localhost:0, http://localhost", "http://localhost:70000, http://localhost",
			"http://user@localhost, http://localhost", "localhost, http://localhost" })
	void anyOtherAddressIsRefusedWithOneThatWorks(String uri, String proposal) {
		map(uri, "5m");
		InvalidIwaPropertiesException refusal = catchThrowableOfType(InvalidIwaPropertiesException.class,
				this.problems::throwIfAny);
		assertThat(refusal.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.name()).isEqualTo("iwa.fallback.interactive.redirect-uri");
			assertThat(problem.proposal()).isEqualTo(proposal);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s", "25h" })
	void aTimeWithoutASenseIsRefused(String timeout) {
		map("http://localhost", timeout);
		InvalidIwaPropertiesException refusal = catchThrowableOfType(InvalidIwaPropertiesException.class,
				this.problems::throwIfAny);
		assertThat(refusal.problems()).extracting(Problem::name)
			.containsExactly("iwa.fallback.device-code.timeout", "iwa.fallback.interactive.timeout");
	}

	@Test
	void theOrderOfTheFlowsIsKeptAndEachCountsOnce() {
		assertThat(map("http://localhost", "5m").flows()).containsExactly(IwaFallbackFlow.DEVICE_CODE,
				IwaFallbackFlow.BROKER);
	}

	private IwaSettings.Fallback map(String redirectUri, String timeout) {
		Duration duration = DurationStyle.SIMPLE.parse(timeout);
		return new FallbackMapper(this.problems).map(new IwaProperties.Fallback(
				List.of(IwaFallbackFlow.DEVICE_CODE, IwaFallbackFlow.BROKER, IwaFallbackFlow.DEVICE_CODE),
				new IwaProperties.DeviceCode(duration), new IwaProperties.Interactive(duration, redirectUri)));
	}

}
