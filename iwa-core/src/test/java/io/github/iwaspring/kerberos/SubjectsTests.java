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
