package io.github.iwaspring.kerberos.sspi;

import java.util.List;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SspiLibrary}.
 */
class SspiLibraryTests {

	/**
	 * A policy that blocks the library; what JNA says of another version of it, and at a
	 * second attempt; jna and jna-platform that do not fit each other.
	 */
	static final List<Error> NOT_LOADED = List.of(
			new UnsatisfiedLinkError("jna123.dll: blocked by your system administrator"),
			new Error("There is an incompatible JNA native library installed on this system"),
			new NoClassDefFoundError("Could not initialize class com.sun.jna.Native"),
			new NoSuchMethodError("com.sun.jna.Native.load"), new ExceptionInInitializerError("com.sun.jna.Native"));

	@Test
	void isWhatWasLoaded() {
		ScriptedSspi windows = new ScriptedSspi();
		assertThat(SspiLibrary.load("Windows Server 2022", () -> windows)).isSameAs(windows);
	}

	@Test
	void loadsNothingOffWindows() {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> SspiLibrary.load("Linux", () -> {
			throw new AssertionError("something was loaded");
		}))
			.withMessageContaining("on Windows alone")
			.withMessageNotContaining("jna")
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.PROVIDER_UNAVAILABLE);
	}

	@Test
	void asksForTheLibraryWhereItIsMissing() {
		NoClassDefFoundError missing = new NoClassDefFoundError("com/sun/jna/platform/win32/Secur32");
		unavailable(missing).withMessageContaining("Add net.java.dev.jna:jna-platform")
			.withMessageNotContaining("jna.tmpdir");
		missing.initCause(new ClassNotFoundException("com.sun.jna.platform.win32.Secur32"));
		unavailable(missing).withMessageContaining("Add net.java.dev.jna:jna-platform");
	}

	@ParameterizedTest
	@FieldSource("NOT_LOADED")
	void saysThatTheNativePartCouldNotBeLoadedWhereTheLibraryIsThere(Error error) {
		unavailable(error)
			.withMessageContainingAll("native library could not be loaded", "jna.tmpdir",
					"matching versions of jna and jna-platform")
			.withMessageNotContaining("Add net.java.dev.jna");
	}

	@Test
	void passesTheErrorsOfTheJvmOn() {
		Stream.of(new OutOfMemoryError(), new StackOverflowError())
			.forEach((error) -> assertThatExceptionOfType(error.getClass()).isThrownBy(() -> load(error)));
	}

	private static ThrowableAssertAlternative<IwaException> unavailable(Error error) {
		return assertThatExceptionOfType(IwaException.class).isThrownBy(() -> load(error))
			.withCause(error)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.PROVIDER_UNAVAILABLE));
	}

	private static void load(Error error) {
		SspiLibrary.load("Windows 11", () -> {
			throw error;
		});
	}

}
