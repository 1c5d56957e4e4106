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

package io.github.iwaspring.check;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.store.CacheFile;

/**
 * Another process locks the file of a token cache. This one has to wait, and gets the
 * lock when the other ends without releasing it.
 */
final class LockCheck implements Check {

	@Override
	public Result run(Desk desk) throws Exception {
		try (TemporaryFolder folder = TemporaryFolder.create()) {
			Process holder = start(folder.file());
			try {
				String answer = new BufferedReader(
						new InputStreamReader(holder.getInputStream(), StandardCharsets.US_ASCII))
					.readLine();
				if (!Holder.HELD.equals(answer)) {
					return Result.fail("The second process could not lock the file", List.of());
				}
				if (canLock(folder.file())) {
					return Result.fail("Two processes hold the lock at a time; please report it", List.of());
				}
			}
			finally {
				holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
			}
			return canLock(folder.file())
					? Result.pass("The lock keeps a second process out, and ends with its holder", List.of())
					: Result.fail("The lock outlives its holder; please report it", List.of());
		}
	}

	/**
	 * Starts this program's classes again. A class path may be longer than a command. A
	 * JVM reports the options of its environment among the errors.
	 */
	private static Process start(Path file) throws Exception {
		ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				Holder.class.getName(), file.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		return command.start();
	}

	private static boolean canLock(Path file) {
		try (CacheFile.Lock lock = new CacheFile(file).lock()) {
			return lock != null;
		}
	}

	/**
	 * The second process: holds the lock until it is ended, for a minute at most.
	 */
	static final class Holder {

		static final String HELD = "held";

		private Holder() {
		}

		public static void main(String[] arguments) throws InterruptedException {
			LibraryLog.install();
			try (CacheFile.Lock lock = new CacheFile(Path.of(arguments[0])).lock()) {
				System.out.println((lock != null) ? HELD : "not held");
				TimeUnit.MINUTES.sleep((lock != null) ? 1 : 0);
			}
		}

	}

}
