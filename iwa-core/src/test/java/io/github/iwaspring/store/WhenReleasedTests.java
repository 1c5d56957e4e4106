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
import java.time.Instant;
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

	private Instant now = Instant.EPOCH;

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
	void operationsOfOneObjectHaveTheirTimeTogether() throws IOException {
		FileSystemException held = new FileSystemException("f");
		WhenReleased whenReleased = new WhenReleased(true, Duration.ofNanos(1));
		whenReleased.change(() -> failUntil(1, held));
		this.attempts = 0;
		assertThatExceptionOfType(WhenReleased.HeldException.class)
			.isThrownBy(() -> whenReleased.open(() -> failUntil(1, held)));
	}

	@Test
	void denialThatLastsIsNotWaitedForAgainWithinAMinute() throws IOException {
		AccessDeniedException denied = new AccessDeniedException("f");
		Refusals refusals = new Refusals(() -> this.now);
		WhenReleased over = new WhenReleased(true, Duration.ZERO, refusals);
		assertThatIOException().isThrownBy(() -> over.change(() -> fail(denied)));
		this.now = this.now.plusSeconds(60);
		this.attempts = 0;
		WhenReleased next = new WhenReleased(true, LONG, refusals);
		assertThatExceptionOfType(WhenReleased.HeldException.class)
			.isThrownBy(() -> next.change(() -> failUntil(2, denied)))
			.withCause(denied);
		assertThat(this.attempts).isOne();
		this.now = this.now.plusMillis(1);
		this.attempts = 0;
		next.change(() -> failUntil(2, denied));
		assertThat(this.attempts).isEqualTo(3);
	}

	@Test
	void heldFileIsWaitedForAfterADenialThatLasts() throws IOException {
		Refusals refusals = new Refusals(() -> this.now);
		refusals.add(new AccessDeniedException("f"));
		new WhenReleased(true, LONG, refusals).change(() -> failUntil(2, new FileSystemException("f")));
		assertThat(this.attempts).isEqualTo(3);
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
		return failUntil(2, failure);
	}

	private String failUntil(int last, IOException failure) throws IOException {
		if (this.attempts < last) {
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
