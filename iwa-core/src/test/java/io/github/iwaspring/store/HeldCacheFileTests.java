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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

import com.sun.nio.file.ExtendedOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CacheFile}: files that another program holds, or that the user may not
 * write.
 */
@EnabledOnOs(OS.WINDOWS)
@ExtendWith(OutputCaptureExtension.class)
class HeldCacheFileTests {

	@TempDir
	private Path folder;

	private Path path;

	private CacheFile file;

	@BeforeEach
	void writeCache() {
		this.path = this.folder.resolve("tokens.cache");
		this.file = new CacheFile(this.path);
		assertThat(write("tokens")).isTrue();
	}

	@Test
	void fileThatCannotBeReadNowIsNotReplaceable(CapturedOutput output) throws IOException {
		try (CacheFile.Lock lock = this.file.lock()) {
			try (SeekableByteChannel held = hold("tokens.cache", ExtendedOpenOption.NOSHARE_READ)) {
				assertThat(this.file.isReplaceable((text) -> true)).isFalse();
			}
			assertThat(this.file.isReplaceable("tokens"::equals)).isTrue();
		}
		assertThat(output).containsOnlyOnce("The token cache tokens.cache cannot be read (");
	}

	@Test
	void allThatIsDoneWithOneLockWaitsOnce() throws IOException {
		try (SeekableByteChannel held = hold("tokens.cache", ExtendedOpenOption.NOSHARE_READ)) {
			try (CacheFile.Lock lock = this.file.lock()) {
				assertThat(waits(() -> this.file.read())).isPositive();
				assertThat(waits(() -> this.file.read())).isZero();
				assertThat(waits(() -> this.file.write("new tokens"))).isZero();
			}
			assertThat(waits(() -> this.file.read())).isPositive();
		}
	}

	@Test
	void lockThatIsHeldIsNotWaitedForLongerThanAsked() throws IOException {
		PrivateFile lock = new PrivateFile(this.path, new Refusals(InstantSource.system())).sibling(".lock");
		try (SeekableByteChannel held = hold("tokens.cache.lock", ExtendedOpenOption.NOSHARE_WRITE)) {
			assertThat(waits(() -> assertThatExceptionOfType(WhenReleased.HeldException.class)
				.isThrownBy(() -> CrossProcessLock.acquire(lock, Duration.ZERO)))).isZero();
		}
	}

	@Test
	void deleteWhenTheCacheIsHeldDeletesTheOthers(CapturedOutput output) throws IOException {
		Files.copy(this.path, this.path.resolveSibling("tokens.cache.damaged"));
		Files.writeString(this.path.resolveSibling("tokens.cache.tmp"), "half a tok");
		try (SeekableByteChannel held = hold("tokens.cache", ExtendedOpenOption.NOSHARE_DELETE)) {
			this.file.delete("tokens"::equals);
		}
		assertThat(this.path.resolveSibling("tokens.cache.damaged")).doesNotExist();
		assertThat(this.path.resolveSibling("tokens.cache.tmp")).doesNotExist();
		assertThat(output).containsOnlyOnce("The token cache tokens.cache cannot be deleted (");
	}

	/**
	 * Its holder allows the deletion, but the text may be another's.
	 */
	@Test
	void deleteWhenTheTextCannotBeReadKeepsIt(CapturedOutput output) throws IOException {
		Path left = Files.writeString(this.path.resolveSibling("tokens.cache.tmp"), "half a tok");
		try (SeekableByteChannel held = hold("tokens.cache", ExtendedOpenOption.NOSHARE_READ)) {
			this.file.delete("tokens"::equals);
		}
		assertThat(this.file.read()).isEqualTo("tokens");
		assertThat(left).doesNotExist();
		assertThat(output).containsOnlyOnce("The token cache tokens.cache cannot be deleted (");
	}

	@Test
	void fileThatTheUserMayNotWriteIsWaitedForOnce(CapturedOutput output) throws IOException {
		try (SeekableByteChannel held = hold("tokens.cache", ExtendedOpenOption.NOSHARE_DELETE)) {
			assertThat(waits(() -> assertThat(write("new tokens")).isFalse())).isPositive();
			assertThat(waits(() -> assertThat(write("new tokens")).isFalse())).isZero();
		}
		assertThat(write("new tokens")).isTrue();
		assertThat(output)
			.containsOnlyOnce("The token cache tokens.cache cannot be written (AccessDeniedException; another program,"
					+ " such as a virus scanner, may hold it open, or the user may not write it)");
	}

	private boolean write(String text) {
		try (CacheFile.Lock lock = this.file.lock()) {
			return lock != null && this.file.write(text);
		}
	}

	private SeekableByteChannel hold(String name, OpenOption refused) throws IOException {
		return Files.newByteChannel(this.path.resolveSibling(name), Set.of(StandardOpenOption.READ, refused));
	}

	/**
	 * Returns how often this thread waits while it does something.
	 */
	private static long waits(Runnable work) {
		long before = waits();
		work.run();
		return waits() - before;
	}

	private static long waits() {
		return ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().getId()).getWaitedCount();
	}

}
