package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pacing}.
 */
class PacingTests {

	private static final long NOW = 1_000_000_000;

	private static final double ALMOST_ONE = Math.nextDown(1.0);

	@ParameterizedTest
	@CsvSource({ "0, 3300000", "0.5, 3330000", "0.999999, 3359999" })
	void aTokenIsRenewedAtTheConfiguredTimeOrUpToAFifthLater(double chance, long expected) {
		assertThat(pacing(chance).renewAt(NOW, NOW + 3_600_000, null) - NOW).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "0, 40000", "0.999999, 43999" })
	void aShortLivedTokenIsRenewedInTheLastThirdOfItsTime(double chance, long expected) {
		assertThat(pacing(chance).renewAt(NOW, NOW + 60_000, null) - NOW).isEqualTo(expected);
	}

	@Test
	void aTokenThatCameExpiredNeedsNoArithmetic() {
		assertThat(pacing(0).renewAt(NOW, NOW - 60_000, null)).isEqualTo(NOW - 60_000);
	}

	@ParameterizedTest
	@CsvSource({ "1, 200", "2, 400", "3, 800", "5, 3200", "6, 5000", "7, 5000", "1000000, 5000" })
	void thePauseDoublesWithEachFailureUpToFiveSeconds(int failures, long longest) {
		assertThat(pacing(ALMOST_ONE).tryAgainAt(NOW, failures, null) - NOW).isBetween(longest - 1, longest);
		assertThat(pacing(0.5).tryAgainAt(NOW, failures, null) - NOW).isEqualTo(longest / 2);
		assertThat(pacing(0).tryAgainAt(NOW, failures, null)).isEqualTo(NOW);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0", "PT17S, 17000", "PT1H, 3600000", "PT720H, 3600000" })
	void theTimeThatTheDirectoryNamesWinsUpToAnHour(Duration retryAfter, long expected) {
		assertThat(pacing(0.5).tryAgainAt(NOW, 1, retryAfter) - NOW).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1800, 1800", "3500, 3300", "-5, 360", "0, 360" })
	void theDirectoryMayWantItSoonerButNotAtOnce(long wanted, long expected) {
		assertThat(pacing(0).renewAt(NOW, NOW + 3_600_000, Instant.ofEpochMilli(NOW).plusSeconds(wanted)) - NOW)
			.isEqualTo(expected * 1000);
	}

	@ParameterizedTest
	@CsvSource({ "1800, 1830000", "3300, 3330000", "0, 390000" })
	void whatTheDirectoryWantsIsSpreadAsWell(long wanted, long expected) {
		assertThat(pacing(0.5).renewAt(NOW, NOW + 3_600_000, Instant.ofEpochMilli(NOW).plusSeconds(wanted)) - NOW)
			.isEqualTo(expected);
	}

	@Test
	void withoutAKnownChanceTheTimesStayInTheirBounds() {
		Pacing pacing = new Pacing(Duration.ofMinutes(5));
		for (int i = 0; i < 1000; i++) {
			assertThat(pacing.renewAt(NOW, NOW + 3_600_000, null) - NOW).isBetween(3_300_000L, 3_360_000L);
		}
	}

	private static Pacing pacing(double chance) {
		return new Pacing(Duration.ofMinutes(5), () -> chance);
	}

}
