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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link CacheFile}: what it holds, and damage.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheFileTests {

	@TempDir
	private Path folder;

	private Path path;

	@BeforeEach
	void choosePath() {
		this.path = this.folder.resolve("app").resolve("tokens.cache");
	}

	@Test
	void readReturnsWhatAnotherWrote(CapturedOutput output) {
		write("tökens");
		assertThat(file().read()).isEqualTo("tökens");
		write("others");
		assertThat(file().read()).isEqualTo("others");
		assertThat(output).doesNotContain("token cache");
	}

	@Test
	void readWhenFileIsMissingDoesNotWarn(CapturedOutput output) {
		assertThat(file().read()).isNull();
		assertThat(file().stamp()).isNull();
		assertThat(output).doesNotContain("token cache");
	}

	@Test
	void readCreatesNothing() {
		file().read();
		assertThat(this.folder).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 20, 100 })
	void truncatedCacheIsDeleted(int length, CapturedOutput output) throws IOException {
		write("tokens that are worth more than a hundred bytes");
		Files.write(this.path, Arrays.copyOf(Files.readAllBytes(this.path), length));
		assertDeletedAndReplaced(output);
	}

	@Test
	void cacheWithOneWrongBitIsDeleted(CapturedOutput output) throws IOException {
		write("tokens");
		byte[] bytes = Files.readAllBytes(this.path);
		bytes[bytes.length - 1] ^= 1;
		Files.write(this.path, bytes);
		assertDeletedAndReplaced(output);
	}

	@Test
	void cacheThatIsTooLargeIsDeleted(CapturedOutput output) throws IOException {
		write("tokens");
		Files.write(this.path, Arrays.copyOf(Files.readAllBytes(this.path), 9 << 20));
		assertDeletedAndReplaced(output);
	}

	@Test
	void cacheOfAnotherProtectionIsDeleted(CapturedOutput output) throws IOException {
		write("tokens");
		Files.writeString(this.path, Files.readString(this.path).replace(" plain ", " dpapi "));
		assertDeletedAndReplaced(output);
	}

	private void assertDeletedAndReplaced(CapturedOutput output) {
		CacheFile file = file();
		assertThat(file.read()).isNull();
		assertThat(this.path).doesNotExist();
		assertThat(file.read()).isNull();
		assertThat(output).containsOnlyOnce("The token cache tokens.cache was damaged and has been deleted");
		write("new tokens");
		assertThat(file.read()).isEqualTo("new tokens");
	}

	@Test
	void lockWhenFolderCannotBeCreatedWarnsOnce(CapturedOutput output) throws IOException {
		Files.writeString(this.path.getParent(), "a file where the folder should be");
		CacheFile file = file();
		for (int i = 0; i < 3; i++) {
			assertThat(file.lock()).isNull();
			assertThat(file.read()).isNull();
		}
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "The token cache")).isLessThanOrEqualTo(2);
		assertThat(output).contains("cannot be written");
	}

	@Test
	void lockWhenHeldElsewhereWarns(CapturedOutput output) throws Exception {
		try (CacheFile.Lock held = file().lock()) {
			assertThat(held).isNotNull();
			assertThat(CompletableFuture.supplyAsync(() -> file().lock()).get(10, TimeUnit.SECONDS)).isNull();
		}
		assertThat(output).contains("The token cache tokens.cache is locked by another process");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "mounts a small disk")
	void writeWhenDiskIsFullKeepsTheFormerText(CapturedOutput output) throws Exception {
		Path disk = Files.createDirectory(this.folder.resolve("disk"));
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString())).as("only root mounts")
			.isTrue();
		try {
			this.path = disk.resolve("tokens.cache");
			write("tokens");
			write("x".repeat(100_000));
			assertThat(file().read()).isEqualTo("tokens");
			assertThat(disk.resolve("tokens.cache.tmp")).doesNotExist();
			assertThat(output).containsOnlyOnce("The token cache tokens.cache cannot be written");
		}
		finally {
			run("umount", disk.toString());
		}
	}

	@Test
	void writeReplacesWhatADeadProcessLeft() throws IOException {
		write("tokens");
		Files.writeString(this.path.resolveSibling("tokens.cache.tmp"), "half a tok");
		write("others");
		assertThat(file().read()).isEqualTo("others");
	}

	@Test
	void writeWhenInterruptedWritesNothingAndKeepsTheFlag(CapturedOutput output) {
		write("tokens");
		Thread.currentThread().interrupt();
		try {
			write("others");
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
		assertThat(file().read()).isEqualTo("tokens");
		assertThat(output).doesNotContain("token cache");
	}

	@Test
	@EnabledOnOs(OS.WINDOWS)
	void textOnWindowsIsEncryptedForTheUser(CapturedOutput output) throws IOException {
		CacheFile file = new CacheFile(this.path);
		write(file, "tökens");
		assertThat(Files.readString(this.path, StandardCharsets.ISO_8859_1)).startsWith("iwa-cache-1 dpapi ")
			.doesNotContain("kens");
		assertThat(new CacheFile(this.path).read()).isEqualTo("tökens");
		assertThat(output).doesNotContain("token cache");
	}

	/**
	 * As another user's, or one from before an administrator reset the password.
	 */
	@Test
	@EnabledOnOs(OS.WINDOWS)
	void textThatWindowsDoesNotDecryptIsKeptUntilItIsReplaced(CapturedOutput output) throws IOException {
		write(new CacheFile(this.path, new CacheFormat(new CacheFormat.Protection() {

			@Override
			public String id() {
				return "dpapi";
			}

			@Override
			public byte[] protect(byte[] content) {
				return content;
			}

			@Override
			public byte[] unprotect(byte[] content) {
				return content;
			}

		})), "encrypted by somebody else");
		CacheFile file = new CacheFile(this.path);
		assertThat(file.read()).isNull();
		assertThat(this.path).exists();
		assertThat(output).contains("The token cache tokens.cache cannot be read");
		write(file, "tokens");
		assertThat(file.read()).isEqualTo("tokens");
	}

	private void write(String text) {
		write(file(), text);
	}

	private static void write(CacheFile file, String text) {
		try (CacheFile.Lock lock = file.lock()) {
			if (lock != null) {
				file.write(text);
			}
		}
	}

	private CacheFile file() {
		return new CacheFile(this.path, CacheFormat.of("Linux"));
	}

	private static boolean run(String... command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getInputStream().readAllBytes();
		return process.waitFor() == 0;
	}

}
