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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.check.Check.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Limits}, with checks that Windows blocks.
 */
@Timeout(60)
class LimitsTests {

	private static final Duration SHORT = Duration.ofMillis(1);

	private static final Duration LONG = Duration.ofMinutes(5);

	@TempDir
	private Path folder;

	private final CountDownLatch answered = new CountDownLatch(1);

	private final CountDownLatch started = new CountDownLatch(2);

	@AfterEach
	void answer() {
		this.answered.countDown();
	}

	@Test
	void checkThatIsBlockedFailsAndTheNextOneRuns() throws Exception {
		assertThat(report(new Limits(SHORT, LONG), Map.of("one", this::blocked, "two", this::blocked)))
			.containsExactlyInAnyOrder("FAIL  one                    It took longer than 0 s.",
					"FAIL  two                    It took longer than 0 s.");
		assertThat(this.started.await(30, TimeUnit.SECONDS)).as("both ran").isTrue();
	}

	@Test
	void checksAfterTheLimitOfAllAreSkipped() throws Exception {
		Map<String, Check> checks = new LinkedHashMap<>();
		checks.put("one", this::blocked);
		checks.put("two", (desk) -> Result.pass("done", List.of()));
		assertThat(report(new Limits(LONG, Duration.ofSeconds(1)), checks)).hasSize(2)
			.doesNotContain("PASS  one                    too late")
			.endsWith("SKIP  two                    The checks before it took 1 s");
	}

	@Test
	void checkThatIsDoneInTimeKeepsItsResult() throws Exception {
		assertThat(report(new Limits(LONG, LONG), Map.of("one", (desk) -> Result.pass("done", List.of("detail")))))
			.containsExactly("PASS  one                    done", "          detail");
	}

	@Test
	void checkThatThrowsFailsWithWhatTheLibrarySays() throws Exception {
		Map<String, Check> checks = new LinkedHashMap<>();
		checks.put("one", (desk) -> {
			throw IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
				.description("There is no ticket.")
				.action("Lock the screen.")
				.build();
		});
		checks.put("two", (desk) -> {
			throw new IllegalStateException("odd");
		});
		assertThat(report(new Limits(LONG, LONG), checks)).containsExactly(
				"FAIL  one                    ticket-missing (KERBEROS): There is no ticket. Action: Lock the screen.",
				"FAIL  two                    The check itself failed: java.lang.IllegalStateException: odd");
	}

	private Result blocked(Desk desk) throws InterruptedException {
		this.started.countDown();
		this.answered.await();
		return Result.pass("too late", List.of());
	}

	private List<String> report(Limits limits, Map<String, Check> checks) throws Exception {
		Report report = new Report();
		limits.run(checks, Desks.any(), report);
		return Files.readAllLines(report.write(this.folder.resolve("report.txt"), List.of()));
	}

}
