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

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenService;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program that requests tokens at full speed. Reports at intervals: calls so far,
 * failures so far, used heap after garbage collection, threads, and open files including
 * connections (-1 if unknown).
 */
final class SoakMain {

	private static final int THREADS = 2;

	private SoakMain() {
	}

	/**
	 * Runs the soak test.
	 * @param args its length and the interval, in seconds, then the application's
	 * properties
	 */
	public static void main(String[] args) throws InterruptedException {
		Duration length = Duration.ofSeconds(Long.parseLong(args[0]));
		long interval = Long.parseLong(args[1]);
		try (ConfigurableApplicationContext context = Application.builder()
			.run(Arrays.copyOfRange(args, 2, args.length))) {
			IwaTokenService tokens = Application.tokens(context);
			LongAdder calls = new LongAdder();
			LongAdder failures = new LongAdder();
			for (int thread = 0; thread < THREADS; thread++) {
				Thread caller = new Thread(() -> call(tokens, calls, failures), "caller-" + thread);
				caller.setDaemon(true);
				caller.start();
			}
			long end = System.nanoTime() + length.toNanos();
			while (System.nanoTime() < end) {
				TimeUnit.SECONDS.sleep(interval);
				System.gc();
				System.out.println(Fork.MARK + calls.sum() + " " + failures.sum() + " "
						+ ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " "
						+ ManagementFactory.getThreadMXBean().getThreadCount() + " " + openFiles());
			}
			System.out.println(Fork.MARK + "end");
		}
	}

	private static void call(IwaTokenService tokens, LongAdder calls, LongAdder failures) {
		while (true) {
			try {
				tokens.getToken();
				calls.increment();
			}
			catch (IwaException ex) {
				failures.increment();
			}
		}
	}

	private static long openFiles() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
				? unix.getOpenFileDescriptorCount() : -1;
	}

}
