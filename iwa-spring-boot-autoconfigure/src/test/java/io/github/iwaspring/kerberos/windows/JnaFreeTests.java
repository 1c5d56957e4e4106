package io.github.iwaspring.kerberos.windows;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that nothing of JNA is needed before the first ticket, nor loaded off Windows.
 */
class JnaFreeTests {

	@Test
	void canBeCreatedWithoutTheLibrary() throws Exception {
		try (FilteredClassLoader withoutJna = new FilteredClassLoader("com.sun.jna")) {
			Class<?> mode = withoutJna.loadClass(ChannelBindingMode.class.getName());
			Object credentials = withoutJna.loadClass(SspiCredentials.class.getName())
				.getConstructor(String.class, mode)
				.newInstance(null, mode.getEnumConstants()[0]);
			assertThat(credentials).isNotNull();
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void saysThatThereIsNoSspiHere() {
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> new SspiCredentials(null, ChannelBindingMode.AUTO).current())
			.withMessageContaining("Windows alone")
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.PROVIDER_UNAVAILABLE);
	}

	/**
	 * A JVM of its own, since in this one other tests load the library.
	 */
	@Test
	@DisabledOnOs(OS.WINDOWS)
	@Timeout(60)
	void loadsNothingOfItOffWindows() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xshare:auto", "-verbose:class", "-cp", System.getProperty("java.class.path"), Main.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
			assertThat(lines).anyMatch((line) -> line.contains("windows.SspiCredentials"))
				.anyMatch((line) -> line.equals("provider-unavailable"))
				.noneMatch((line) -> line.contains("com.sun.jna"))
				.noneMatch((line) -> line.contains("JnaSspi"));
		}
		finally {
			process.destroyForcibly();
		}
	}

	static final class Main {

		private Main() {
		}

		public static void main(String[] args) {
			try {
				new SspiCredentials(null, ChannelBindingMode.AUTO).current();
			}
			catch (IwaException ex) {
				System.out.println(ex.code().id());
			}
		}

	}

}
