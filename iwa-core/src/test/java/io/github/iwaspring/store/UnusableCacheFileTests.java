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
import java.util.List;

import io.github.iwaspring.fixtures.SecondUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link CacheFile}: files that it must neither read nor replace.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnusableCacheFileTests {

	@TempDir
	private Path folder;

	private Path path;

	@BeforeEach
	void writeCache() {
		this.path = this.folder.resolve("tokens.cache");
		CacheFile file = file();
		try (CacheFile.Lock lock = file.lock()) {
			assertThat(file.write("tokens")).isTrue();
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "only administrators make symbolic links")
	void symbolicLinkIsUntouched(CapturedOutput output) throws IOException {
		Path target = Files.move(this.path, this.folder.resolve("target"));
		Files.createSymbolicLink(this.path, target);
		assertUntouched("is a symbolic link", output);
		assertThat(this.path).isSymbolicLink();
		assertThat(target).exists();
	}

	@Test
	void folderIsUntouched(CapturedOutput output) throws IOException {
		Files.delete(this.path);
		Files.createDirectories(this.path);
		assertUntouched("is not a regular file", output);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the owners of POSIX")
	void fileOfAnotherUserIsUntouched(CapturedOutput output) throws IOException {
		assumeThat(canGiveAway(this.path)).as("only root gives files away").isTrue();
		assertUntouched("belongs to another user", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "somebody's only copy", "iwa-cache-2 plain 00\n" })
	void fileThatNeverWasACacheIsUntouched(String content, CapturedOutput output) throws IOException {
		Files.writeString(this.path, content);
		assertUntouched("is another file", output);
		assertThat(this.path).hasContent(content);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void fileThatNeverWasACacheIsNotDeletedEvenIfOthersMayReadIt() throws IOException {
		Files.writeString(this.path, "somebody's only copy");
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString("rw-r--r--"));
		file().delete((text) -> true);
		assertThat(this.path).hasContent("somebody's only copy");
	}

	@Test
	void largeFileThatNeverWasACacheIsUntouched(CapturedOutput output) throws IOException {
		Files.write(this.path, new byte[9 << 20]);
		assertUntouched("is another file", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r-----", "rw----r--", "rw--w----", "rw-----w-" })
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void fileThatOthersMayReadOrWriteIsNotUsedButDeletedIfItIsOurs(String permissions, CapturedOutput output)
			throws IOException {
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString(permissions));
		assertUnused("may be read or written by other users", output);
		file().delete("tokens of another client"::equals);
		assertThat(this.path).exists();
		file().delete("tokens"::equals);
		assertThat(this.path).doesNotExist();
	}

	@Test
	@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a pipe of POSIX")
	void pipeIsUntouched(CapturedOutput output) throws IOException {
		Files.delete(this.path);
		mkfifo(this.path);
		assertUntouched("is not a regular file", output);
	}

	@Test
	void lockThatIsAFolderIsNotOpened(CapturedOutput output) throws IOException {
		Path lock = this.path.resolveSibling("tokens.cache.lock");
		Files.delete(lock);
		Files.createDirectory(lock);
		assertThat(file().lock()).isNull();
		assertThat(output).contains("The token cache tokens.cache cannot be written");
		assertThat(file().read()).as("reading needs no lock").isEqualTo("tokens");
	}

	@ParameterizedTest
	@ValueSource(strings = { "fifo", "link", "readable" })
	@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void lockThatIsNoPrivateFileIsNotOpened(String kind, CapturedOutput output) throws IOException {
		Path lock = this.path.resolveSibling("tokens.cache.lock");
		Path target = Files.writeString(this.folder.resolve("target"), "somebody's only copy");
		Files.delete(lock);
		switch (kind) {
			case "fifo" -> mkfifo(lock);
			case "link" -> Files.createSymbolicLink(lock, target);
			default ->
				Files.setPosixFilePermissions(Files.createFile(lock), PosixFilePermissions.fromString("rw-rw-rw-"));
		}
		assertThat(file().lock()).isNull();
		assertThat(output).contains("The token cache tokens.cache cannot be written");
		assertThat(file().read()).as("reading needs no lock").isEqualTo("tokens");
		assertThat(target).hasContent("somebody's only copy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rwxrwxrwx", "rwx----w-", "rwxr-xrwx" })
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void fileInAFolderWhereOthersCanReplaceItIsNotUsedButDeleted(String permissions, CapturedOutput output)
			throws IOException {
		Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString(permissions));
		CacheFile file = file();
		assertThat(file.read()).isNull();
		assertThat(file.lock()).isNull();
		assertThat(output).containsOnlyOnce(
				"The token cache tokens.cache is in a folder in which other users of this machine can replace it");
		file.delete("tokens"::equals);
		assertThat(this.path).doesNotExist();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void fileBelowAFolderWhereOthersCanReplaceItIsNotUsed(CapturedOutput output) throws IOException {
		Path below = Files.createDirectories(this.folder.resolve("shared").resolve("own"));
		this.path = Files.move(this.path, below.resolve("tokens.cache"));
		Files.setPosixFilePermissions(below.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThat(file().read()).isNull();
		assertThat(output).contains("in which other users of this machine can replace it");
		Files.setPosixFilePermissions(below.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(file().read()).isEqualTo("tokens");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void fileInAFolderThatIsReachedByALinkIsJudgedThere(CapturedOutput output) throws IOException {
		Path shared = Files.createDirectory(this.folder.resolve("shared"));
		Files.move(this.path, shared.resolve("tokens.cache"));
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), shared);
		this.path = link.resolve("tokens.cache");
		assertThat(file().read()).isEqualTo("tokens");
		Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThat(file().read()).isNull();
		assertThat(output).contains("in which other users of this machine can replace it");
	}

	private static void mkfifo(Path path) {
		assertThat(SecondUser.run(List.of("mkfifo", "-m", "600", path.toString())).status()).isZero();
	}

	private void assertUntouched(String problem, CapturedOutput output) {
		CacheFile file = assertUnused(problem, output);
		Object stamp = file.stamp();
		file.delete((text) -> true);
		assertThat(file.stamp()).isEqualTo(stamp);
	}

	private CacheFile assertUnused(String problem, CapturedOutput output) {
		CacheFile file = file();
		assertThat(file.read()).isNull();
		assertThat(file.read()).isNull();
		Object stamp = file.stamp();
		try (CacheFile.Lock lock = file.lock()) {
			assertThat(file.write("new tokens")).isFalse();
		}
		assertThat(file.stamp()).isEqualTo(stamp);
		assertThat(output).containsOnlyOnce("The token cache tokens.cache " + problem);
		return file;
	}

	private CacheFile file() {
		return new CacheFile(this.path, CacheFormat.of("Linux"));
	}

	private static boolean canGiveAway(Path file) {
		try {
			Files.setAttribute(file, "unix:uid", 65534);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
