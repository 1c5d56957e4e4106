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

package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryPolicy}.
 */
class RetryPolicyTests {

	private static final long NOW = 1_000_000_000;

	@ParameterizedTest
	@CsvSource({ "0, 3300000", "0.5, 3330000", "0.999999, 3359999" })
	void renewAtIsTheConfiguredTimeOrUpToAFifthLater(double random, long expected) {
		assertThat(policy(random).renewAt(NOW, NOW + 3_600_000, null) - NOW).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "0, 40000", "0.999999, 43999" })
	void renewAtWhenTokenIsShortLivedThenInItsLastThird(double random, long expected) {
		assertThat(policy(random).renewAt(NOW, NOW + 60_000, null) - NOW).isEqualTo(expected);
	}

	@Test
	void renewAtWhenTokenIsExpiredThenItsExpiry() {
		assertThat(policy(0).renewAt(NOW, NOW - 60_000, null)).isEqualTo(NOW - 60_000);
	}

	@ParameterizedTest
	@CsvSource({ "0, 5000", "0.5, 4875", "0.999999, 4751" })
	void pauseIsFlatAndNeverLongerThanFiveSeconds(double random, long expected) {
		assertThat(policy(random).pause()).isEqualTo(Duration.ofMillis(expected));
	}

	@ParameterizedTest
	@CsvSource({ "1800, 1800", "3500, 3300", "-5, 360", "0, 360" })
	void renewAtWhenDirectoryWantsItEarlierThenEarlierButNotInTheFirstTenth(long renewFrom, long expected) {
		assertThat(policy(0).renewAt(NOW, NOW + 3_600_000, Instant.ofEpochMilli(NOW).plusSeconds(renewFrom)) - NOW)
			.isEqualTo(expected * 1000);
	}

	@ParameterizedTest
	@CsvSource({ "1800, 1830000", "3300, 3330000", "0, 390000" })
	void renewAtWhenDirectoryNamesATimeThenAddsJitterToo(long renewFrom, long expected) {
		assertThat(policy(0.5).renewAt(NOW, NOW + 3_600_000, Instant.ofEpochMilli(NOW).plusSeconds(renewFrom)) - NOW)
			.isEqualTo(expected);
	}

	@Test
	void renewAtWithRealRandomnessStaysInItsBounds() {
		RetryPolicy policy = new RetryPolicy(Duration.ofMinutes(5));
		for (int i = 0; i < 1000; i++) {
			assertThat(policy.renewAt(NOW, NOW + 3_600_000, null) - NOW).isBetween(3_300_000L, 3_360_000L);
		}
	}

	private static RetryPolicy policy(double random) {
		return new RetryPolicy(Duration.ofMinutes(5), () -> random);
	}

}
