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

package io.github.iwaspring.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RejectedResponse}: every response is closed in the end.
 */
class RejectedResponseTests {

	private static final int RESPONSES = 100;

	private final CountDownLatch closed = new CountDownLatch(RESPONSES);

	@Test
	void responsesThatAreClosedAtTheSameTimeAreAllClosed() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(RESPONSES);
		try {
			CyclicBarrier together = new CyclicBarrier(RESPONSES);
			List<Future<?>> calls = new ArrayList<>();
			for (int call = 1; call <= RESPONSES; call++) {
				calls.add(threads.submit(() -> {
					together.await();
					new RejectedResponse(response()).close();
					return null;
				}));
			}
			for (Future<?> call : calls) {
				call.get();
			}
			assertThat(this.closed.await(10, TimeUnit.SECONDS)).as("all closed").isTrue();
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Its response waits for a thread longer than its call waits for it.
	 */
	@Test
	void responseBehindOthersThatDoNotEndIsClosedOnceTheyDo() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(RESPONSES);
		try {
			List<Future<?>> calls = Stream.generate(() -> new RejectedResponse(new EndlessResponse(end)))
				.limit(RESPONSES)
				.<Future<?>>map((response) -> threads.submit(response::close))
				.toList();
			for (Future<?> call : calls) {
				call.get();
			}
			end.countDown();
			assertThat(this.closed.await(10, TimeUnit.SECONDS)).as("all closed").isTrue();
		}
		finally {
			end.countDown();
			threads.shutdownNow();
		}
	}

	private ClientHttpResponse response() {
		return new EndlessResponse(new CountDownLatch(0));
	}

	/**
	 * A response whose body ends when a latch says so.
	 */
	private final class EndlessResponse extends MockClientHttpResponse {

		private final CountDownLatch end;

		EndlessResponse(CountDownLatch end) {
			super(new byte[0], HttpStatus.UNAUTHORIZED);
			this.end = end;
		}

		@Override
		public void close() {
			boolean isEnded = false;
			while (!isEnded) {
				isEnded = hasEnded();
			}
			RejectedResponseTests.this.closed.countDown();
		}

		private boolean hasEnded() {
			try {
				this.end.await();
				return true;
			}
			catch (InterruptedException ex) {
				return false; // like a socket, which cannot be interrupted
			}
		}

	}

}
