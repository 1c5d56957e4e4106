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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;

import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for unusable token cache files: each causes a warning and a sign-in, and no call
 * fails.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenCacheTroubleTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@ParameterizedTest
	@EnumSource(Damage.class)
	void damagedCacheIsReplaced(Damage damage, CapturedOutput output) throws IOException {
		token(this.directory, Source.INTEGRATED);
		Files.write(file(), damage.of(Files.readAllBytes(file())));
		token(this.directory, Source.INTEGRATED);
		assertThat(output).containsOnlyOnce("The token cache");
		token(this.directory, Source.CACHE);
	}

	@ParameterizedTest
	@MethodSource("obstacles")
	void unusableFileIsIgnored(Obstacle obstacle, CapturedOutput output) throws Exception {
		obstacle.put(file());
		token(this.directory, Source.INTEGRATED);
		assertThat(output).containsOnlyOnce("The token cache");
		token(this.directory, Source.INTEGRATED);
	}

	/**
	 * Windows has no permissions of POSIX, and lets administrators alone make links.
	 */
	static Stream<Obstacle> obstacles() {
		return Stream.of(Obstacle.values())
			.filter((obstacle) -> !OS.WINDOWS.isCurrentOs()
					|| (obstacle != Obstacle.SYMBOLIC_LINK && obstacle != Obstacle.READABLE_BY_OTHERS));
	}

	@Test
	void fileThatIsNotACacheIsUntouched(CapturedOutput output) throws IOException {
		Files.writeString(file(), "somebody's only copy");
		if (!OS.WINDOWS.isCurrentOs()) {
			Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
		}
		token(this.directory, Source.INTEGRATED);
		assertThat(output).containsOnlyOnce("The token cache tokens.cache is another file");
		try (Application application = start(this.directory)) {
			application.tokens().getToken();
			application.tokens().signOut();
		}
		assertThat(file()).hasContent("somebody's only copy");
	}

	@Test
	void cacheOfOtherApplicationIsUntouched(CapturedOutput output) {
		token(this.directory, Source.INTEGRATED);
		try (EmbeddedDirectory other = EmbeddedDirectory.start()) {
			token(other, Source.INTEGRATED);
			assertThat(output).containsOnlyOnce("belongs to another iwa.client-id");
			try (Application application = start(other)) {
				application.tokens().signOut();
			}
		}
		token(this.directory, Source.CACHE);
	}

	@Test
	void damageWhileApplicationRunsCausesNoSignIn(CapturedOutput output) throws IOException {
		try (Application application = start(this.directory)) {
			application.tokens().getToken();
			Files.write(file(), Damage.TRUNCATED.of(Files.readAllBytes(file())));
			assertThat(application.forcedToken().source()).isEqualTo(Source.REFRESH);
		}
		assertThat(output).containsOnlyOnce("The token cache");
		token(this.directory, Source.CACHE);
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(1);
	}

	private void token(EmbeddedDirectory directory, Source source) {
		try (Application application = start(directory)) {
			assertThat(application.tokens().getToken().source()).isEqualTo(source);
		}
	}

	private Application start(EmbeddedDirectory directory) {
		return Application.start(directory.properties(), "iwa.token-cache.type=file", "iwa.token-cache.path=" + file());
	}

	private Path file() {
		return this.folder.resolve("tokens.cache");
	}

	enum Damage {

		EMPTY {
			@Override
			byte[] of(byte[] whole) {
				return new byte[0];
			}
		},

		TRUNCATED {
			@Override
			byte[] of(byte[] whole) {
				return Arrays.copyOf(whole, whole.length / 2);
			}
		},

		GARBAGE {
			@Override
			byte[] of(byte[] whole) {
				byte[] garbage = whole.clone();
				Arrays.fill(garbage, 20, garbage.length, (byte) 'x');
				return garbage;
			}
		},

		ONE_BIT {
			@Override
			byte[] of(byte[] whole) {
				byte[] changed = whole.clone();
				changed[whole.length - 10] ^= 1;
				return changed;
			}
		};

		abstract byte[] of(byte[] whole);

	}

	enum Obstacle {

		SYMBOLIC_LINK {
			@Override
			void put(Path file) throws IOException {
				Files.createSymbolicLink(file, file.resolveSibling("elsewhere"));
			}
		},

		FOLDER {
			@Override
			void put(Path file) throws IOException {
				Files.createDirectory(file);
			}
		},

		READABLE_BY_OTHERS {
			@Override
			void put(Path file) throws IOException {
				Files.writeString(file, "tokens");
				Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
			}
		},

		LOCK_THAT_IS_A_FOLDER {
			@Override
			void put(Path file) throws IOException {
				Files.createDirectory(file.resolveSibling(file.getFileName() + ".lock"));
			}
		};

		abstract void put(Path file) throws IOException;

	}

}
