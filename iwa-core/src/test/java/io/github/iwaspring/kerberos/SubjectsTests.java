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

package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.util.concurrent.Callable;

import javax.security.auth.Subject;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link Subjects}, which behaves the same on every JDK.
 */
class SubjectsTests {

	private final Subject subject = new Subject();

	@Test
	void callAsReturnsResultOfAction() throws Exception {
		assertThat(Subjects.<String>callAs(this.subject, () -> "done")).isEqualTo("done");
	}

	@Test
	void callAsWhenActionThrowsThenRethrows() {
		Exception[] failures = { new IOException("checked"),
				new IllegalStateException("unchecked", new IOException("within")) };
		for (Exception failure : failures) {
			Callable<String> action = () -> {
				throw failure;
			};
			assertThatThrownBy(() -> Subjects.callAs(this.subject, action)).isSameAs(failure);
		}
	}

}
