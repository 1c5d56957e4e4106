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

package io.github.iwaspring.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.StreamingHttpOutputMessage.Body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link KeptBody}: what is sent again is what was sent.
 */
class KeptBodyTests {

	private final KeptBody body = new KeptBody(KeptBodyTests::writeApples);

	@Test
	void bodyIsKept() throws IOException {
		assertThat(written()).isEqualTo("two apples");
		assertThat(this.body.isKept()).isTrue();
		assertThat(written()).isEqualTo("two apples");
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "1, false" })
	void bodyIsKeptUpToASize(int more, boolean isKept) throws IOException {
		KeptBody large = new KeptBody((out) -> {
			out.write(new byte[KeptBody.MAX_SIZE]);
			out.write(new byte[more]);
		});
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		large.writeTo(sent);
		assertThat(sent.size()).isEqualTo(KeptBody.MAX_SIZE + more);
		assertThat(large.isKept()).isEqualTo(isKept);
	}

	@Test
	void bodyWhoseTransmissionEndsEarlyIsNotKept() {
		breakOff();
		assertThat(this.body.isKept()).isFalse();
	}

	@Test
	void bodyThatTheTransportWritesAgainIsNotKept() throws IOException {
		breakOff();
		assertThat(written()).isEqualTo("two apples");
		assertThat(this.body.isKept()).isFalse();
		assertThat(written()).isEqualTo("two apples");
	}

	@Test
	void bodyThatTheTransportWritesAgainWhileItIsWrittenIsNotKept() throws IOException {
		ByteArrayOutputStream first = new ByteArrayOutputStream();
		this.body.writeTo(new OutputStream() {

			@Override
			public void write(int octet) throws IOException {
				if (first.size() == 0) {
					assertThat(written()).isEqualTo("two apples");
				}
				first.write(octet);
			}

		});
		assertThat(first).hasToString("two apples");
		assertThat(this.body.isKept()).isFalse();
	}

	@Test
	void bodyIsKeptOnlyOnce() {
		assertThat(KeptBody.of(this.body)).isSameAs(this.body);
		Body repeatable = new Body() {

			@Override
			public void writeTo(OutputStream out) throws IOException {
				writeApples(out);
			}

			@Override
			public boolean repeatable() {
				return true;
			}

		};
		assertThat(KeptBody.of(repeatable)).isSameAs(repeatable);
	}

	private void breakOff() {
		OutputStream broken = new OutputStream() {

			@Override
			public void write(int octet) throws IOException {
				throw new IOException("connection reset");
			}

		};
		assertThatIOException().isThrownBy(() -> this.body.writeTo(broken));
	}

	private String written() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.body.writeTo(out);
		return out.toString(StandardCharsets.UTF_8);
	}

	private static void writeApples(OutputStream out) throws IOException {
		out.write("two ".getBytes(StandardCharsets.UTF_8));
		out.write("apples".getBytes(StandardCharsets.UTF_8));
	}

}
