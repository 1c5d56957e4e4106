package io.github.iwaspring.msal.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/troubleshooting.md} leads from the AADSTS numbers that
 * {@link EntraErrors} knows, and from no others, to the codes that it makes of them.
 */
class AadstsIndexTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9, ]+) \\| \\[([a-z-]+)]\\(#\\2\\) \\|$");

	@Test
	void theIndexLeadsFromEveryNumberToItsCode() throws IOException {
		assertThat(index()).isNotEmpty().isEqualTo(codes());
	}

	private static Map<String, String> index() throws IOException {
		Map<String, String> index = new TreeMap<>();
		Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "troubleshooting.md")));
		while (row.find()) {
			Arrays.stream(row.group(1).split(", "))
				.forEach((number) -> assertThat(index.put(number, row.group(2))).as(number).isNull());
		}
		return index;
	}

	private static Map<String, String> codes() {
		Map<?, ?> known = (Map<?, ?>) Objects.requireNonNull(ReflectionTestUtils.getField(EntraErrors.class, "BY_KEY"));
		Map<String, String> codes = new TreeMap<>();
		known.keySet()
			.stream()
			.map(String::valueOf)
			.filter((key) -> key.matches("[0-9]+"))
			.forEach((number) -> codes.put(number, code(number)));
		return codes;
	}

	private static String code(String number) {
		String body = "{\"error\":\"invalid_grant\",\"error_codes\":[" + number + "]}";
		Answer answer = new Answer(400, HttpHeaders.of(Map.of(), (name, value) -> true), body, null);
		Exchange exchange = new Exchange(Hop.TOKEN, "POST", URI.create("https://login.microsoftonline.com/token"));
		return EntraErrors.translate(exchange, answer, EntraError.of(Objects.requireNonNull(Json.parse(body))))
			.code()
			.id();
	}

}
