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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadlineTimer}.
 */
@Timeout(60)
class DeadlineTimerTests {

	private static final Duration NEVER = Duration.ofHours(1);

	private final CountDownLatch called = new CountDownLatch(1);

	private final AtomicInteger calls = new AtomicInteger();

	private final DeadlineTimer timer = new DeadlineTimer(() -> {
		this.calls.incrementAndGet();
		this.called.countDown();
	});

	@Test
	void endOfTheTimeIsTold() throws Exception {
		this.timer.start(Duration.ofMillis(1));
		this.called.await();
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void timeThatIsOverAlreadyIsToldToo() throws Exception {
		this.timer.start(Duration.ofMillis(-1));
		this.called.await();
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void laterTimeReplacesTheEarlierOne() throws Exception {
		this.timer.start(NEVER);
		this.timer.start(Duration.ofMillis(1));
		this.called.await();
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void timerThatIsStartedAfterItWasStoppedTellsNothing() throws Exception {
		this.timer.stop();
		this.timer.start(Duration.ofMillis(1));
		awaitTimers();
		assertThat(this.calls).hasValue(0);
	}

	/**
	 * Waits for a time-out that is due after one of a millisecond.
	 */
	private static void awaitTimers() throws Exception {
		new CompletableFuture<Void>().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).get();
	}

}
