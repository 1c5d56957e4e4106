package io.github.iwaspring.kerberos.sspi;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * The way to the libraries of Windows, through JNA, which may be absent or kept from its
 * native part. The errors of the JVM itself are passed on.
 */
final class SspiLibrary {

	private SspiLibrary() {
	}

	/**
	 * Loads the calls to Windows.
	 * @param osName the platform's name, as {@code os.name} has it
	 * @param jna what loads JNA
	 * @return the calls
	 */
	static Sspi load(String osName, Supplier<Sspi> jna) {
		if (!osName.toLowerCase(Locale.ROOT).startsWith("windows")) {
			throw SspiFailures.notWindows();
		}
		try {
			return jna.get();
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Error ex) {
			throw isAbsent(ex) ? SspiFailures.libraryMissing(ex) : SspiFailures.libraryNotLoaded(ex);
		}
	}

	/**
	 * Tells a class that is not there from one whose initialization failed before, for
	 * which the JVM throws the same error at every later attempt.
	 */
	private static boolean isAbsent(Error ex) {
		return ex instanceof NoClassDefFoundError && !(ex.getCause() instanceof ExceptionInInitializerError)
				&& !String.valueOf(ex.getMessage()).startsWith("Could not initialize class");
	}

}
