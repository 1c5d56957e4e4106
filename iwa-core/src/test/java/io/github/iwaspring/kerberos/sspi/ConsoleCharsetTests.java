package io.github.iwaspring.kerberos.sspi;

import java.nio.charset.Charset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConsoleCharset}.
 */
class ConsoleCharsetTests {

	@ParameterizedTest
	@CsvSource({ "437, IBM437", "850, IBM850", "852, IBM852", "858, IBM00858", "866, IBM866", "857, IBM857",
			"932, windows-31j", "936, x-mswin-936", "949, x-windows-949", "950, x-windows-950", "874, x-windows-874",
			"1252, windows-1252", "65001, UTF-8", "0, US-ASCII", "12345, US-ASCII" })
	void isThatOfTheCodePage(int codePage, String charset) {
		assertThat(ConsoleCharset.ofCodePage(codePage)).isEqualTo(Charset.forName(charset));
	}

	@Test
	void tellsAtDebugThatACodePageIsUnknown() {
		try (DebugLog log = DebugLog.of(ConsoleCharset.class)) {
			ConsoleCharset.ofCodePage(850);
			assertThat(log.lines()).isEmpty();
			ConsoleCharset.ofCodePage(12345);
			assertThat(log.lines()).singleElement().asString().startsWith("DEBUG ").contains("12345", "ASCII");
		}
	}

}
