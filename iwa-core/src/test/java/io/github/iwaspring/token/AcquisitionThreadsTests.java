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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcquisitionThreads}.
 */
class AcquisitionThreadsTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 100 })
	void callbacksMayWaitForOneAnother(int callers) throws Exception {
		ExecutorService callbacks = AcquisitionThreads.forCallbacks(AcquisitionThreads.Factories.DAEMONS);
		CountDownLatch allAreThere = new CountDownLatch(callers);
		CountDownLatch allHaveMet = new CountDownLatch(callers);
		for (int i = 0; i < callers; i++) {
			callbacks.execute(() -> {
				allAreThere.countDown();
				try {
					allAreThere.await();
					allHaveMet.countDown();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
		assertThat(allHaveMet.await(30, TimeUnit.SECONDS)).isTrue();
		callbacks.shutdownNow();
		assertThat(callbacks.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
	}

}
