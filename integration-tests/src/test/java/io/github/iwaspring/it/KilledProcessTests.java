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

package io.github.iwaspring.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that share a token cache file, write it all the time, and are killed at
 * random times, two at once.
 */
class KilledProcessTests {

	private static final int KILLS = 20;

	private static final int AT_A_TIME = 2;

	private static final int LONGEST_LIFE_MILLIS = 200;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.directory.close();
	}

	@Test
	void killedProcessesLeaveValidCacheAndNoLock() throws Exception {
		try (Application application = Application.start(properties())) {
			application.tokens().getToken();
		}
		List<CompletableFuture<List<String>>> lines = IntStream.range(0, AT_A_TIME)
			.mapToObj((line) -> CompletableFuture.supplyAsync(() -> startAndKill(new Random(line)), this.threads))
			.toList();
		List<String> logs = new ArrayList<>();
		for (CompletableFuture<List<String>> line : lines) {
			logs.addAll(line.get(5, TimeUnit.MINUTES));
		}
		try (Application survivor = Application.start(properties())) {
			assertThat(survivor.tokens().getToken().source()).isEqualTo(Source.CACHE);
		}
		assertThat(logs).hasSize(KILLS).allSatisfy((log) -> assertThat(log).doesNotContain("The token cache"));
		assertThat(this.directory.log().requests(Hop.TOKEN)).hasSizeGreaterThan(KILLS);
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSizeLessThanOrEqualTo(1 + KILLS);
	}

	/**
	 * Starts and kills one process after the other.
	 * @return the log of each process
	 */
	private List<String> startAndKill(Random random) {
		return IntStream.range(0, KILLS / AT_A_TIME).mapToObj((kill) -> {
			try (ForkedApplication application = ForkedApplication.start(Map.of(), List.of(), properties())) {
				application.ask("forced");
				CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> writeUntilKilled(application),
						this.threads);
				application.kill(random.nextInt(LONGEST_LIFE_MILLIS));
				busy.get(1, TimeUnit.MINUTES);
				return application.log();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
	}

	private static void writeUntilKilled(ForkedApplication application) {
		try {
			while (true) {
				application.ask("forced");
			}
		}
		catch (IOException | UncheckedIOException killed) {
			return;
		}
	}

	private Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties());
		properties.put("iwa.token-cache.type", "file");
		properties.put("iwa.token-cache.path", this.folder.resolve("tokens.cache").toString());
		return properties;
	}

}
