/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link TokenResponse}.
 */
class TokenResponseTests {

	private static final DirectoryRequest REQUEST = new DirectoryRequest(ProtocolStep.TOKEN, "POST",
			URI.create("https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token"));

	private final EntraErrors errors = new EntraErrors(
			Authority.parse("https://login.microsoftonline.com/contoso.com/"), "the-client");

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "access_token, 10", "access_token, 13", "access_token, 0", "access_token, 9", "access_token, 127",
			"access_token, 252", "refresh_token, 10", "refresh_token, 8232", "id_token, 13", "id_token, 27" })
	void tokenWithACharacterThatNoTokenHasIsInvalidAndNotQuoted(String member, int character) {
		IwaException failure = catchThrowableOfType(IwaException.class,
				() -> read(Map.of(member, "secret" + Character.toString(character) + "X-Header:1")));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageContaining(member).hasMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eyJ0.eyJ1.c2ln", "EwB4~!*'();:@&=+$,/?#[]\"\\", "with a space" })
	void tokenOfVisibleCharactersIsAccepted(String token) {
		assertThat(Json.parse(read(Map.of("access_token", token))).text("access_token")).isEqualTo(token);
	}

	private String read(Map<String, String> members) {
		Map<String, Object> response = new LinkedHashMap<>(Map.of("access_token", "eyJ0", "refresh_token", "0.AX",
				"id_token", "eyJ0", "expires_in", 3600, "client_info", Base64.getUrlEncoder()
					.encodeToString("{\"uid\":\"u\",\"utid\":\"t\"}".getBytes(StandardCharsets.UTF_8))));
		response.putAll(members);
		return TokenResponse.read(REQUEST,
				new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), Json.write(response), null),
				this.errors, IwaTokenRequest.defaults());
	}

}
