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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrivateFile}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
class PrivateFileTests {

	@TempDir
	private Path folder;

	private PrivateFile file;

	@BeforeEach
	void chooseFile() {
		this.file = new PrivateFile(this.folder.resolve("app").resolve("tokens.cache"));
	}

	@Test
	void onlyTheOwnerMayReadFilesAndFolder() throws IOException {
		this.file.createFolder();
		this.file.replace(bytes("tokens"));
		this.file.sibling(".lock").openForLock().close();
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
		this.file.replace(bytes("two"));
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

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
