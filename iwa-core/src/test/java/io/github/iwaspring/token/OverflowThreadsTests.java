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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OverflowThreads}.
 */
@Timeout(60)
class OverflowThreadsTests {

	private static final int TASKS = 1000;

	private final List<Thread> made = new CopyOnWriteArrayList<>();

	private final CountDownLatch blocked = new CountDownLatch(1);

	private volatile int limit = Integer.MAX_VALUE;

	private final OverflowThreads threads = new OverflowThreads(this::newThread);

	@AfterEach
	void endThreads() throws InterruptedException {
		this.blocked.countDown();
		for (Thread thread : this.made) {
			thread.join();
		}
	}

	@Test
	void everyTaskRunsBesideThoseThatBlock() throws Exception {
		CountDownLatch running = new CountDownLatch(TASKS);
		for (int task = 0; task < TASKS; task++) {
			this.threads.execute(() -> block(running));
		}
		assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void tasksThatDoNotBlockShareThreads() throws Exception {
		CountDownLatch hold = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(TASKS);
		this.limit = 2;
		this.threads.execute(() -> block(hold));
		assertThat(hold.await(30, TimeUnit.SECONDS)).isTrue();
		synchronized (this.threads) {
			for (int task = 0; task < TASKS; task++) {
				this.threads.execute(ended::countDown);
			}
		}
		assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.made).hasSize(2);
	}

	@Test
	void taskIsRunWhenAThreadCanBeMadeAgain() throws Exception {
		this.limit = 0;
		CountDownLatch ran = new CountDownLatch(1);
		this.threads.execute(ran::countDown);
		assertThat(ran.getCount()).isOne();
		this.limit = 1;
		assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void taskThatWaitsForTheOneBehindItGoesOnWhenAThreadCanBeMadeAgain() throws Exception {
		CountDownLatch waits = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		this.limit = 1;
		synchronized (this.threads) {
			this.threads.execute(() -> {
				block(waits);
				ended.countDown();
			});
			this.threads.execute(this.blocked::countDown);
		}
		assertThat(waits.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.made).hasSize(1);
		this.limit = 2;
		assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void helperRunsTasksOnlyWhileNoThreadCanBeMade() throws Exception {
		List<Thread> ranOn = new CopyOnWriteArrayList<>();
		this.limit = 0;
		this.threads.execute(() -> ranOn.add(Thread.currentThread()));
		this.threads.help();
		assertThat(ranOn).containsExactly(Thread.currentThread());
		this.limit = 1;
		CountDownLatch ran = new CountDownLatch(1);
		this.threads.execute(() -> {
			ranOn.add(Thread.currentThread());
			ran.countDown();
		});
		assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
		this.limit = 2;
		synchronized (this.threads) {
			this.threads.execute(() -> ranOn.add(Thread.currentThread()));
			this.threads.help();
			assertThat(ranOn).as("left to the thread").hasSize(2);
		}
	}

	@Test
	void helperStaysInterruptedAndNoTaskSeesIt() {
		List<Boolean> seen = new CopyOnWriteArrayList<>();
		this.limit = 0;
		this.threads.execute(() -> seen.add(Thread.currentThread().isInterrupted()));
		Thread.currentThread().interrupt();
		this.threads.help();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(seen).containsExactly(false);
	}

	@Test
	void taskIsNotInterruptedByTheOneBefore() throws Exception {
		List<Boolean> seen = new CopyOnWriteArrayList<>();
		CountDownLatch ended = new CountDownLatch(1);
		this.limit = 1;
		synchronized (this.threads) {
			this.threads.execute(() -> Thread.currentThread().interrupt());
			this.threads.execute(() -> {
				seen.add(Thread.currentThread().isInterrupted());
				ended.countDown();
			});
		}
		assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(seen).containsExactly(false);
	}

	private void block(CountDownLatch running) {
		running.countDown();
		try {
			this.blocked.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Called by one thread at a time.
	 */
	private Thread newThread(Runnable task) {
		if (this.made.size() >= this.limit) {
			throw new OutOfMemoryError("unable to create native thread");
		}
		Thread thread = new Thread(task);
		this.made.add(thread);
		return thread;
	}

}
