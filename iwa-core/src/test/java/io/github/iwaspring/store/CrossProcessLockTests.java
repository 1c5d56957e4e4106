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

package io.github.iwaspring.store;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CrossProcessLock}.
 */
class CrossProcessLockTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofSeconds(10);

	@TempDir
	private Path folder;

	@Test
	void acquireWaitsForAnotherThread() throws Exception {
		CompletableFuture<Boolean> other;
		try (CrossProcessLock held = acquire(LONG)) {
			assertThat(held).isNotNull();
			other = CompletableFuture.supplyAsync(() -> isAcquired(LONG));
			assertThat(other).isNotDone();
		}
		assertThat(other.get(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void acquireGivesUpWhenAnotherThreadKeepsTheLock() throws Exception {
		try (CrossProcessLock held = acquire(LONG)) {
			assertThat(held).isNotNull();
			assertThat(CompletableFuture.supplyAsync(() -> isAcquired(SHORT)).get(10, TimeUnit.SECONDS)).isFalse();
		}
	}

	@Test
	void acquireGivesUpWhenAnotherClassLoaderKeepsTheLock() throws Exception {
		assertThat(isAcquired(LONG)).isTrue();
		try (FileChannel other = FileChannel.open(this.folder.resolve("lock"), StandardOpenOption.WRITE);
				FileLock held = other.lock()) {
			assertThat(held.isValid()).isTrue();
			assertThat(isAcquired(SHORT)).isFalse();
		}
		assertThat(isAcquired(LONG)).isTrue();
	}

	@Test
	void acquireTwiceByOneThreadSucceeds() throws Exception {
		try (CrossProcessLock outer = acquire(LONG); CrossProcessLock inner = acquire(LONG)) {
			assertThat(inner).isNotNull();
		}
		assertThat(CompletableFuture.supplyAsync(() -> isAcquired(LONG)).get(20, TimeUnit.SECONDS)).isTrue();
	}

	private boolean isAcquired(Duration maxWait) {
		try (CrossProcessLock lock = acquire(maxWait)) {
			return lock != null;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable CrossProcessLock acquire(Duration maxWait) throws Exception {
		return CrossProcessLock
			.acquire(new PrivateFile(this.folder.resolve("lock"), new Refusals(InstantSource.system())), maxWait);
	}

}
