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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheFile}: what is deleted, and what stays.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheDeletionTests {

	@TempDir
	private Path folder;

	private Path path;

	@BeforeEach
	void choosePath() {
		this.path = this.folder.resolve("app").resolve("tokens.cache");
	}

	@Test
	void deleteDamagedKeepsAFileThatWasReplaced() {
		write("tokens");
		CacheFile file = file();
		Object stamp = file.stamp();
		write("new tokens");
		file.deleteDamaged(stamp);
		assertThat(file.read()).isEqualTo("new tokens");
	}

	@Test
	void deleteKeepsTheTextOfAnother() {
		write("tokens of another client");
		file().delete("tokens"::equals);
		assertThat(this.path).exists();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void deleteWhenCacheIsDamagedAndReadableByOthersDeletes() throws IOException {
		write("tokens");
		Files.writeString(this.path, Files.readString(this.path).substring(0, 20));
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString("rw-r--r--"));
		file().delete((text) -> false);
		assertThat(this.path).doesNotExist();
	}

	@Test
	void deleteLeavesNothingButTheLock() throws IOException {
		write("tokens");
		Files.writeString(this.path.resolveSibling("tokens.cache.tmp"), "half a tok");
		file().delete("tokens"::equals);
		try (Stream<Path> files = Files.list(this.path.getParent())) {
			assertThat(files).containsExactly(this.path.resolveSibling("tokens.cache.lock"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tokens.cache.tmp", "tokens.cache.damaged" })
	void deleteRemovesWhatWasLeftWhenTheCacheItselfIsGone(String left) throws IOException {
		write("tokens");
		Files.move(this.path, this.path.resolveSibling(left));
		file().delete("tokens"::equals);
		assertThat(this.path.resolveSibling(left)).doesNotExist();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "only administrators make symbolic links")
	void deleteKeepsFilesOfOthersBesideTheCache() throws IOException {
		write("tokens");
		Path other = Files.writeString(this.path.resolveSibling("tokens.cache.damaged"), "somebody's only copy");
		Path link = Files.createSymbolicLink(this.path.resolveSibling("tokens.cache.tmp"), other);
		file().delete("tokens"::equals);
		assertThat(this.path).doesNotExist();
		assertThat(link).isSymbolicLink();
		assertThat(other).hasContent("somebody's only copy");
	}

	/**
	 * What can be read of it says that it is a cache, but not whose.
	 */
	@Test
	void deleteWhenTheTextCannotBeReadNowKeepsIt(CapturedOutput output) throws IOException {
		write("tokens of another client");
		Path left = Files.writeString(this.path.resolveSibling("tokens.cache.tmp"), "half a tok");
		new CacheFile(BrokenFile.at(this.path, 20), CacheFormat.of("Linux")).delete("tokens"::equals);
		assertThat(file().read()).isEqualTo("tokens of another client");
		assertThat(left).doesNotExist();
		assertThat(output).containsOnlyOnce("The token cache tokens.cache cannot be deleted (IOException)");
	}

	@Test
	void deleteWhenTheTextCannotBeDecryptedDeletes(CapturedOutput output) {
		write("tokens");
		new CacheFile(this.path, new CacheFormat(new Undecipherable())).delete("tokens"::equals);
		assertThat(this.path).doesNotExist();
		assertThat(output).doesNotContain("token cache");
	}

	@Test
	void deleteWhenNothingIsThereDoesNotWarn(CapturedOutput output) {
		file().delete((text) -> true);
		assertThat(output).doesNotContain("token cache");
	}

	private void write(String text) {
		CacheFile file = file();
		try (CacheFile.Lock lock = file.lock()) {
			assertThat(file.write(text)).isTrue();
		}
	}

	private CacheFile file() {
		return new CacheFile(this.path, CacheFormat.of("Linux"));
	}

	/**
	 * Finds a text that it does not decrypt, as Windows does after an administrator has
	 * reset the password of the user.
	 */
	private static final class Undecipherable implements CacheFormat.Protection {

		@Override
		public String id() {
			return NONE.id();
		}

		@Override
		public byte[] protect(byte[] content) {
			return content;
		}

		@Override
		public byte[] unprotect(byte[] content) throws IOException {
			throw new IOException("Bad key");
		}

	}

}
