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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.check.Check.Result;

/**
 * The time that the checks have. A call to Windows cannot be interrupted, so a check that
 * is not done in time is left behind.
 *
 * @param ofOne the limit of one check
 * @param ofAll the limit of all checks, after which the remaining ones are skipped
 */
record Limits(Duration ofOne, Duration ofAll) {

	/**
	 * Runs the checks one after the other, and adds each result to the report.
	 * @param checks the checks by name
	 */
	void run(Map<String, Check> checks, Desk desk, Report report) {
		long end = System.nanoTime() + this.ofAll.toNanos();
		checks.forEach((name, check) -> {
			System.out.println(name);
			report.add(name, run(check, desk, Duration.ofNanos(end - System.nanoTime())));
		});
	}

	/**
	 * Runs a check on a thread of its own, which ends with the program at the latest.
	 */
	private Result run(Check check, Desk desk, Duration left) {
		if (left.isNegative() || left.isZero()) {
			return Result.skip("The checks before it took " + this.ofAll.toSeconds() + " s");
		}
		Duration limit = (left.compareTo(this.ofOne) < 0) ? left : this.ofOne;
		FutureTask<Result> task = new FutureTask<>(() -> check.run(desk));
		Thread thread = new Thread(task, "iwa-check");
		thread.setDaemon(true);
		thread.start();
		try {
			return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return Result.fail("It took longer than " + limit.toSeconds() + " s.", List.of());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Result.fail("It was interrupted.", List.of());
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return Result.fail((cause instanceof IwaException known) ? SignIn.describe(known)
					: "The check itself failed: " + cause, List.of());
		}
	}

}
