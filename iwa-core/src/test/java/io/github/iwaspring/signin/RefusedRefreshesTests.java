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

package io.github.iwaspring.signin;

import java.time.Duration;
import java.time.Instant;

import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusedRefreshes}.
 */
class RefusedRefreshesTests {

	private static final IwaTokenRequest ORDERS = IwaTokenRequest.defaults().withScopes("api://orders/.default");

	private Instant now = Instant.parse("2026-11-27T12:00:00Z");

	private final RefusedRefreshes refused = new RefusedRefreshes(() -> this.now);

	@Test
	void refusalIsKnownForFiveMinutes() {
		this.refused.bothRefused(ORDERS);
		this.now = this.now.plus(Duration.ofMinutes(5)).minusMillis(1);
		this.refused.bothRefused(ORDERS);
		assertThat(this.refused.contains(ORDERS)).isTrue();
		this.now = this.now.plusMillis(1);
		assertThat(this.refused.contains(ORDERS)).as("counted from the first refusal").isFalse();
	}

	@Test
	void clockThatIsSetBackEndsARefusal() {
		this.refused.bothRefused(ORDERS);
		this.now = this.now.minusMillis(1);
		assertThat(this.refused.contains(ORDERS)).isFalse();
	}

	@Test
	void refusalConcernsItsScopesOnlyAndRequestsWithClaimsApart() {
		this.refused.bothRefused(ORDERS);
		assertThat(this.refused.contains(IwaTokenRequest.defaults().withScopes("api://invoices/.default"))).isFalse();
		assertThat(this.refused.contains(ORDERS.withClaims("{}"))).isFalse();
		assertThat(this.refused.contains(ORDERS)).isTrue();
	}

	@Test
	void onlyTheLatestRefusalsAreKept() {
		this.refused.bothRefused(ORDERS);
		for (int i = 0; i < 20_000; i++) {
			this.refused.bothRefused(IwaTokenRequest.defaults().withScopes("api://orders/" + i));
		}
		assertThat(this.refused.contains(ORDERS)).isFalse();
		assertThat(this.refused.contains(IwaTokenRequest.defaults().withScopes("api://orders/19999"))).isTrue();
	}

}
