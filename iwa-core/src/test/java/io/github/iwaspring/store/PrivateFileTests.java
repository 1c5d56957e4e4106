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
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.nio.file.ExtendedOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PrivateFile}.
 */
class PrivateFileTests {

	@TempDir
	private Path folder;

	private PrivateFile file;

	@BeforeEach
	void chooseFile() {
		this.file = new PrivateFile(this.folder.resolve("app").resolve("tokens.cache"),
				new Refusals(InstantSource.system()));
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void onlyTheOwnerMayReadFilesAndFolder() throws IOException {
		this.file.createFolder();
		this.file.replace(bytes("tokens"));
		this.file.sibling(".lock").openForLock(Duration.ZERO).close();
		Path parent = this.file.path().getParent();
		assertThat(permissions(parent)).isEqualTo("rwx------");
		try (Stream<Path> files = Files.list(parent)) {
			assertThat(files).hasSize(2).allSatisfy((file) -> assertThat(permissions(file)).isEqualTo("rw-------"));
		}
	}

	@Test
	void stampChangesWhenFileIsReplaced() throws IOException {
		this.file.createFolder();
		this.file.replace(bytes("one"));
		Object before = this.file.stamp();
		assertThat(this.file.stamp()).isEqualTo(before);
		this.file.replace(bytes("three")); // Windows' clock may stand between two writes
		assertThat(this.file.stamp()).isNotEqualTo(before);
	}

	@Test
	void readStartReturnsAtMostWhatThereIs() throws IOException {
		assertThat(this.file.readStart(3)).isEmpty();
		this.file.createFolder();
		this.file.replace(bytes("tokens"));
		assertThat(this.file.readStart(3)).isEqualTo(bytes("tok"));
		assertThat(this.file.readStart(30)).isEqualTo(bytes("tokens"));
	}

	/**
	 * Where others may not read, write or delete what is open, as a scanner, an indexer
	 * or a backup has it.
	 */
	@ParameterizedTest
	@EnabledOnOs(OS.WINDOWS)
	@ValueSource(strings = { "tokens.cache", "tokens.cache.tmp" })
	void contentIsReplacedWhenAnotherProgramReleasesTheFile(String name) throws Exception {
		prepare();
		CompletableFuture<Void> replaced = new CompletableFuture<>();
		Thread writer = new Thread(() -> replace(replaced), "writer");
		try (SeekableByteChannel held = hold(name)) {
			assertThat(held.isOpen()).isTrue();
			writer.start();
			while (writer.getState() != Thread.State.TIMED_WAITING && !replaced.isDone()) {
				Thread.onSpinWait();
			}
			assertThat(replaced).isNotDone();
		}
		replaced.get(10, TimeUnit.SECONDS);
		assertThat(this.file.read()).isEqualTo(bytes("new tokens"));
		assertThat(this.file.next().path()).doesNotExist();
	}

	@ParameterizedTest
	@EnabledOnOs(OS.WINDOWS)
	@ValueSource(strings = { "tokens.cache", "tokens.cache.tmp" })
	void contentStaysWhenAnotherProgramKeepsTheFileOpen(String name) throws Exception {
		prepare();
		try (SeekableByteChannel held = hold(name)) {
			assertThat(held.isOpen()).isTrue();
			assertThatExceptionOfType(WhenReleased.HeldException.class)
				.isThrownBy(() -> this.file.replace(bytes("new tokens")));
		}
		assertThat(this.file.read()).isEqualTo(bytes("tokens"));
		this.file.replace(bytes("new tokens"));
		assertThat(this.file.read()).isEqualTo(bytes("new tokens"));
	}

	private void prepare() throws IOException {
		this.file.createFolder();
		this.file.replace(bytes("tokens"));
		Files.writeString(this.file.next().path(), "left by a process that died");
	}

	private void replace(CompletableFuture<Void> replaced) {
		try {
			this.file.replace(bytes("new tokens"));
			replaced.complete(null);
		}
		catch (IOException ex) {
			replaced.completeExceptionally(ex);
		}
	}

	private SeekableByteChannel hold(String name) throws IOException {
		return Files.newByteChannel(this.file.path().resolveSibling(name), StandardOpenOption.READ,
				ExtendedOpenOption.NOSHARE_READ, ExtendedOpenOption.NOSHARE_WRITE, ExtendedOpenOption.NOSHARE_DELETE);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
