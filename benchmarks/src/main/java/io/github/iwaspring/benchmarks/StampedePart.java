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

package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * Many callers that request a token at the same time, before there is one.
 */
final class StampedePart implements Part {

	private static final int REQUESTS_OF_A_SIGN_IN = 4;

	@Override
	public String name() {
		return "stampede";
	}

	@Override
	public Section run(Effort effort) throws InterruptedException {
		Stampede starter;
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				ConfigurableApplicationContext context = Application.start(directory)) {
			IwaTokenService tokens = Application.tokens(context);
			starter = stampede(directory, tokens::getToken, effort);
		}
		Stampede raw;
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			RawMsal4j client = RawMsal4j.create(directory);
			raw = stampede(directory, client::token, effort);
		}
		for (Thread caller : raw.callers()) {
			caller.join(); // they fail at once, because the directory is closed
		}
		return section(starter, raw, effort);
	}

	private static Stampede stampede(EmbeddedDirectory directory, Runnable call, Effort effort)
			throws InterruptedException {
		CountDownLatch ready = new CountDownLatch(effort.callers());
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(effort.callers());
		AtomicInteger served = new AtomicInteger();
		AtomicInteger failed = new AtomicInteger();
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		List<Thread> callers = new ArrayList<>();
		for (int caller = 0; caller < effort.callers(); caller++) {
			Thread thread = new Thread(() -> {
				ready.countDown();
				try {
					gate.await();
					call.run();
					served.incrementAndGet();
				}
				catch (InterruptedException | RuntimeException ex) {
					failed.incrementAndGet();
					failure.compareAndSet(null, NestedExceptionUtils.getMostSpecificCause(ex));
				}
				done.countDown();
			});
			callers.add(thread);
			thread.setDaemon(true);
			thread.start();
		}
		ready.await();
		long start = System.nanoTime();
		gate.countDown();
		boolean ended = done.await(effort.timeout().toMillis(), TimeUnit.MILLISECONDS);
		return new Stampede(Duration.ofNanos(System.nanoTime() - start), directory.log().requests().size(),
				directory.log().requests(Hop.TOKEN).size(), served.get(), failed.get(), ended, failure.get(), callers);
	}

	private static Section section(Stampede starter, Stampede raw, Effort effort) {
		Table table = Table.of("", "served", "failed", "requests", "sign-ins", "time until the last was served");
		row(table, "the starter", starter);
		row(table, "raw msal4j", raw);
		String callers = Figures.count(effort.callers());
		return new Section("A stampede", callers
				+ " threads request a token at the same time, before any sign-in. With raw msal4j, each thread does"
				+ " what Microsoft's sample does: a silent call first, then integrated authentication."
				+ (raw.ended() ? ""
						: " The run of raw msal4j was stopped after " + Figures.time(effort.timeout()) + ".")
				+ raw.firstFailure(), List.of(table),
				List.of(new Target("Requests of " + callers + " cold callers", "exactly 4: one sign-in",
						String.valueOf(starter.requests()), starter.requests() == REQUESTS_OF_A_SIGN_IN),
						new Target("Cold callers that get a token", "all", String.valueOf(starter.served()),
								starter.served() == effort.callers())),
				callers + " cold callers cause " + starter.requests() + " requests and wait "
						+ Figures.time(starter.time()) + ". With raw msal4j, they cause "
						+ Figures.count(raw.requests()) + " requests and "
						+ (raw.ended() ? "wait " : raw.served() + " of them are served after ")
						+ Figures.time(raw.time()) + ".");
	}

	private static void row(Table table, String who, Stampede stampede) {
		table.row(who, Figures.count(stampede.served()), Figures.count(stampede.failed()),
				Figures.count(stampede.requests()), Figures.count(stampede.signIns()),
				(stampede.ended() ? "" : "more than ") + Figures.time(stampede.time()));
	}

	/**
	 * The result of a stampede.
	 *
	 * @param time the time until the last caller was served
	 * @param requests the number of requests that reached the directory
	 * @param signIns the number of token requests
	 * @param served the number of callers with a token
	 * @param failed the number of callers with an error
	 * @param ended whether all calls ended before the timeout
	 * @param failure the first failure
	 * @param callers the callers' threads
	 */
	private record Stampede(Duration time, int requests, int signIns, int served, int failed, boolean ended,
			@Nullable Throwable failure, List<Thread> callers) {

		String firstFailure() {
			return (this.failure != null) ? " The first failure was a " + this.failure.getClass().getSimpleName() + "."
					: "";
		}

	}

}
