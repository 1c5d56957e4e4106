package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link DeviceCodeResponse}.
 */
class DeviceCodeResponseTests {

	@Test
	void theIntervalIsFiveSecondsWhereTheAnswerNamesNone() {
		Json code = Json.parse(read(200,
				"""
						{"device_code":"D","user_code":"U-1","verification_uri":"https://x/","expires_in":900,"message":"Go"}"""));
		assertThat(code.number("interval")).isEqualTo(5);
		assertThat(code.number("expires_in")).isEqualTo(900);
		assertThat(code.text("verification_uri")).isEqualTo("https://x/");
		assertThat(code.text("message")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"device_code\":\"D\",\"user_code\":\"U\"}",
			"{\"device_code\":\"D\",\"user_code\":\"\\u001b[2J\",\"expires_in\":900}",
			"{\"user_code\":\"U\",\"expires_in\":900}" })
	void anAnswerWithoutAUsableCodeIsInvalid(String body) {
		assertThat(catchThrowableOfType(IwaException.class, () -> read(200, body)).code())
			.isEqualTo(IwaErrorCode.RESPONSE_INVALID);
	}

	@Test
	void anErrorIsThatOfTheDirectory() {
		assertThat(catchThrowableOfType(IwaException.class,
				() -> read(400, "{\"error\":\"unauthorized_client\",\"error_codes\":[700016]}"))
			.code()).isEqualTo(IwaErrorCode.APPLICATION_UNKNOWN);
	}

	private static String read(int status, String body) {
		return DeviceCodeResponse.read(
				new DirectoryRequest(ProtocolStep.DEVICE_CODE, "POST",
						URI.create("https://login.microsoftonline.com/t/devicecode")),
				new DirectoryResponse(status, HttpHeaders.of(Map.of(), (name, value) -> true), body, null),
				new EntraErrors(
						new Registration(Authority.parse("https://login.microsoftonline.com/contoso.com/"), "client")),
				new Asked(Set.of("s"), null));
	}

}
