package io.github.iwaspring.kerberos.sspi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The user principal name by {@code whoami /upn}, which asks the token of the process and
 * the domain. The program is run from the system folder and never looked for; it gets two
 * seconds, and is ended if it takes longer. Why there is no name is told at DEBUG, and
 * never what the program wrote instead.
 */
final class WhoAmI {

	private static final Log logger = LogFactory.getLog(WhoAmI.class);

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final int MAX_OUTPUT = 1024;

	private static final Pattern NAME = Pattern
		.compile("[^\\s\\p{Cntrl}@\\\\/\"\\[\\]:;|=,+*?<>]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*");

	private final List<String> command;

	private final Duration limit;

	private final Supplier<Charset> charset;

	WhoAmI(List<String> command, Duration limit, Supplier<Charset> charset) {
		this.command = command;
		this.limit = limit;
		this.charset = charset;
	}

	static WhoAmI ofWindows(IntSupplier codePage) {
		return new WhoAmI(command(System.getenv("SystemRoot")), LIMIT,
				() -> ConsoleCharset.ofCodePage(codePage.getAsInt()));
	}

	/**
	 * The program in the system folder, or nothing to run if the folder is not known.
	 */
	static List<String> command(@Nullable String systemRoot) {
		try {
			return (systemRoot != null && Path.of(systemRoot).isAbsolute())
					? List.of(Path.of(systemRoot, "System32", "whoami.exe").toString(), "/upn") : List.of();
		}
		catch (InvalidPathException noFolder) {
			return List.of();
		}
	}

	/**
	 * Asks for the name.
	 * @return the name, or {@code null} if there is none (a local account), or it could
	 * not be told in time
	 */
	@Nullable String userPrincipalName() {
		if (this.command.isEmpty()) {
			return unknown("SystemRoot names no folder to run it from");
		}
		try {
			Process process = new ProcessBuilder(this.command).redirectErrorStream(true).start();
			try {
				process.getOutputStream().close();
				return ask(process);
			}
			finally {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return unknown("the thread was interrupted");
		}
		catch (TimeoutException ex) {
			return unknown("it took longer than " + this.limit.toMillis() + " ms");
		}
		catch (CharacterCodingException ex) {
			return unknown("its output is not in the code page of the console");
		}
		catch (IOException | ExecutionException ex) {
			return unknown("it could not be run or read (" + ex.getClass().getSimpleName() + ")");
		}
	}

	private @Nullable String ask(Process process)
			throws InterruptedException, ExecutionException, TimeoutException, CharacterCodingException {
		long deadline = System.nanoTime() + this.limit.toNanos();
		FutureTask<byte[]> output = new FutureTask<>(() -> read(process.getInputStream()));
		Thread reader = new Thread(output, "iwa-whoami");
		reader.setDaemon(true);
		reader.start();
		byte[] bytes = output.get(this.limit.toNanos(), TimeUnit.NANOSECONDS);
		if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
			throw new TimeoutException();
		}
		if (bytes.length > MAX_OUTPUT) {
			return unknown("its output is longer than " + MAX_OUTPUT + " bytes");
		}
		if (process.exitValue() != 0) {
			return unknown("it ended with exit code " + process.exitValue());
		}
		String line = this.charset.get().newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		String name = line.replaceFirst("\\r?\\n$", "");
		return NAME.matcher(name).matches() ? name : unknown("its output is not one user principal name");
	}

	private static @Nullable String unknown(String reason) {
		logger.debug("whoami /upn told no user principal name: " + reason);
		return null;
	}

	private static byte[] read(InputStream output) throws IOException {
		try (output) {
			return output.readNBytes(MAX_OUTPUT + 1);
		}
	}

}
