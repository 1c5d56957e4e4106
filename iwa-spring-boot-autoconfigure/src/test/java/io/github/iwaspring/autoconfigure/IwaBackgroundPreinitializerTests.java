package io.github.iwaspring.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link IwaBackgroundPreinitializer}. Boot swallows its failures.
 */
class IwaBackgroundPreinitializerTests {

	@Test
	void theExampleIsValid() {
		assertThatNoException().isThrownBy(new IwaBackgroundPreinitializer()::preinitialize);
	}

	@Test
	void bootFindsIt() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(BackgroundPreinitializer.class))
			.hasAtLeastOneElementOfType(IwaBackgroundPreinitializer.class);
	}

}
