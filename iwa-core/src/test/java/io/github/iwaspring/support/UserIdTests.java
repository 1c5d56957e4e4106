package io.github.iwaspring.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserId}.
 */
@EnabledOnOs(OS.LINUX)
class UserIdTests {

	@Test
	void valueIsTheOwnerOfThisProcess() throws IOException {
		assertThat(UserId.VALUE)
			.isEqualTo(((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue());
	}

}
