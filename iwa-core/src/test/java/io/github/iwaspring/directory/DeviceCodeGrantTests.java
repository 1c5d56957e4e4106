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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DeviceCodeGrant.SlowDown;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link DeviceCodeGrant}.
 */
class DeviceCodeGrantTests {

	private static final IwaTokenRequest TOKEN_REQUEST = IwaTokenRequest.defaults().withScopes("s");

	private final EntraErrors errors = new EntraErrors(
			Authority.parse("https://login.microsoftonline.com/contoso.com/"), "client");

	private final List<Duration> waits = new ArrayList<>();

	private final SlowDown slowDown = new SlowDown(this.waits::add);

	@Test
	void readCodeWhenIntervalIsMissingThenIsFiveSeconds() {
		Json code = Json.parse(readCode(200,
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
	void readCodeWhenNoCodeIsUsableThenResponseIsInvalid(String body) {
		assertThat(catchThrowableOfType(IwaException.class, () -> readCode(200, body)).code())
			.isEqualTo(IwaErrorCode.RESPONSE_INVALID);
	}

	@Test
	void readCodeWhenErrorThenTranslatesIt() {
		assertThat(catchThrowableOfType(IwaException.class,
				() -> readCode(400, "{\"error\":\"unauthorized_client\",\"error_codes\":[700016]}"))
			.code()).isEqualTo(IwaErrorCode.APPLICATION_UNKNOWN);
	}

	@Test
	void readTokenWhenPendingThenDoesNotWait() {
		assertThat(poll("authorization_pending")).contains("authorization_pending");
		assertThat(this.waits).isEmpty();
	}

	@Test
	void readTokenWhenSlowDownThenWaitsFiveSecondsMoreAtEachLaterPoll() {
		for (String error : List.of("slow_down", "authorization_pending", "slow_down", "authorization_pending")) {
			assertThat(Json.parse(poll(error)).text("error")).isEqualTo("authorization_pending");
		}
		assertThat(this.waits).extracting(Duration::toSeconds).containsExactly(5L, 5L, 10L, 10L);
	}

	@ParameterizedTest
	@EnumSource(names = { "TIMEOUT", "CONNECTION_FAILED", "HOST_UNKNOWN", "THROTTLED", "SERVICE_UNAVAILABLE" })
	void transientFailureDoesNotEndPolling(IwaErrorCode code) {
		assertThat(DeviceCodeGrant.isTransient(request(ProtocolStep.DEVICE_TOKEN), failure(code))).isTrue();
		assertThat(DeviceCodeGrant.isTransient(request(ProtocolStep.TOKEN), failure(code))).isFalse();
		assertThat(DeviceCodeGrant.demandsSlowDown(failure(code)))
			.isEqualTo(code == IwaErrorCode.THROTTLED || code == IwaErrorCode.SERVICE_UNAVAILABLE);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE,
			names = { "TIMEOUT", "CONNECTION_FAILED", "HOST_UNKNOWN", "THROTTLED", "SERVICE_UNAVAILABLE" })
	void otherFailureEndsPolling(IwaErrorCode code) {
		assertThat(DeviceCodeGrant.isTransient(request(ProtocolStep.DEVICE_TOKEN), failure(code))).isFalse();
	}

	private String readCode(int status, String body) {
		return DeviceCodeGrant.readCode(request(ProtocolStep.DEVICE_CODE), response(status, body), this.errors,
				TOKEN_REQUEST);
	}

	private String poll(String error) {
		return DeviceCodeGrant.readToken(request(ProtocolStep.DEVICE_TOKEN),
				response(400, "{\"error\":\"" + error + "\"}"), this.errors, TOKEN_REQUEST, this.slowDown);
	}

	private static DirectoryRequest request(ProtocolStep step) {
		return new DirectoryRequest(step, "POST", URI.create("https://login.microsoftonline.com/t/step"));
	}

	private static DirectoryResponse response(int status, String body) {
		return new DirectoryResponse(status, HttpHeaders.of(Map.of(), (name, value) -> true), body, null);
	}

	private static IwaException failure(IwaErrorCode code) {
		return IwaException.of(code, Stage.FALLBACK).build();
	}

}
