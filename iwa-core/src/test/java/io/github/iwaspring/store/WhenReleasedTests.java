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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link WhenReleased}.
 */
@Timeout(60)
class WhenReleasedTests {

	private static final Duration LONG = Duration.ofMinutes(5);

	private int attempts;

	@Test
	void openingIsRepeatedUntilTheFileIsReleased() throws IOException {
		FileSystemException held = new FileSystemException("f");
		assertThat(new WhenReleased(true, LONG).open(() -> failTwice(held))).isEqualTo("done");
		assertThat(this.attempts).isEqualTo(3);
	}

	@ParameterizedTest
	@MethodSource("signsOfHeldFiles")
	void changeIsRepeatedUntilTheFileIsReleased(FileSystemException held) throws IOException {
		new WhenReleased(true, LONG).change(() -> failTwice(held));
		assertThat(this.attempts).isEqualTo(3);
	}

	static Stream<FileSystemException> signsOfHeldFiles() {
		return Stream.of(new FileSystemException("f"), new AccessDeniedException("f"),
				new FileAlreadyExistsException("f"));
	}

	@Test
	void openingThatIsDeniedIsNotRepeated() {
		AccessDeniedException denied = new AccessDeniedException("f");
		assertThatIOException().isThrownBy(() -> new WhenReleased(true, LONG).open(() -> failTwice(denied)))
			.isSameAs(denied);
		assertThat(this.attempts).isOne();
	}

	@Test
	void changeEndsWhenTheTimeIsOver() {
		FileSystemException held = new FileSystemException("f", null, "used by another process");
		WhenReleased over = new WhenReleased(true, Duration.ZERO);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(WhenReleased.HeldException.class).isThrownBy(() -> over.change(() -> fail(held)))
				.withCause(held);
		}
		assertThat(this.attempts).isEqualTo(2);
	}

	@Test
	void interruptedThreadDoesNotWait() {
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(WhenReleased.HeldException.class)
				.isThrownBy(() -> new WhenReleased(true, LONG).change(() -> fail(new FileSystemException("f"))));
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
	}

	@Test
	void otherFailureIsNotRepeated() {
		NoSuchFileException missing = new NoSuchFileException("f");
		assertThatIOException().isThrownBy(() -> new WhenReleased(true, LONG).change(() -> fail(missing)))
			.isSameAs(missing);
		assertThat(this.attempts).isOne();
	}

	@Test
	void failureOfAnotherSystemIsNotRepeated() {
		AccessDeniedException denied = new AccessDeniedException("f");
		assertThatIOException().isThrownBy(() -> new WhenReleased(false, LONG).change(() -> fail(denied)))
			.isSameAs(denied);
		assertThat(this.attempts).isOne();
	}

	private String failTwice(IOException failure) throws IOException {
		if (this.attempts < 2) {
			fail(failure);
		}
		this.attempts++;
		return "done";
	}

	private void fail(IOException failure) throws IOException {
		this.attempts++;
		throw failure;
	}

}
