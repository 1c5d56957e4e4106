package io.github.iwaspring.kerberos.sspi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The character set of a Windows code page.
 * <p>
 * A console program that writes to a pipe encodes by the code page of its console, which
 * it shares with this process, or, where this process has none, by the system's OEM code
 * page. No property of the JVM tells that one: {@code native.encoding} is the ANSI code
 * page, and {@code stdout.encoding} the console's only while the output of this process
 * itself goes there.
 */
final class ConsoleCharset {

	private static final Log logger = LogFactory.getLog(ConsoleCharset.class);

	private static final int UTF_8 = 65001;

	private ConsoleCharset() {
	}

	/**
	 * Finds the character set, or ASCII where Java does not know the code page: most
	 * names are ASCII in all of them, and for the others none is better than a wrong one.
	 */
	static Charset ofCodePage(int codePage) {
		if (codePage == UTF_8) {
			return StandardCharsets.UTF_8;
		}
		return Stream.of("MS", "windows-", "IBM", "CP")
			.map((prefix) -> prefix + codePage)
			.filter(Charset::isSupported)
			.findFirst()
			.map(Charset::forName)
			.orElseGet(() -> unknown(codePage));
	}

	private static Charset unknown(int codePage) {
		logger.debug("Java does not know the console's code page " + codePage + "; it is read as ASCII");
		return StandardCharsets.US_ASCII;
	}

}
