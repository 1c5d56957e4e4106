package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlowDown} and {@link DeviceTokenResponse}.
 */
class SlowDownTests {

	private final List<Duration> waits = new ArrayList<>();

	private final SlowDown slowDown = new SlowDown(this.waits::add);

	@Test
	void aPendingAnswerAloneNeedsNoMoreTime() {
		assertThat(read("authorization_pending")).contains("authorization_pending");
		assertThat(this.waits).isEmpty();
	}

	@Test
	void eachDemandAddsFiveSecondsForThisAndAllLaterQuestions() {
		for (String error : List.of("slow_down", "authorization_pending", "slow_down", "authorization_pending")) {
			assertThat(Json.parse(read(error)).text("error")).isEqualTo("authorization_pending");
		}
		assertThat(this.waits).extracting(Duration::toSeconds).containsExactly(5L, 5L, 10L, 10L);
	}

	private String read(String error) {
		DirectoryResponse answer = new DirectoryResponse(400, HttpHeaders.of(Map.of(), (name, value) -> true),
				"{\"error\":\"" + error + "\"}", null);
		return DeviceTokenResponse.read(
				new DirectoryRequest(
						ProtocolStep.DEVICE_TOKEN, "POST", URI.create("https://login.microsoftonline.com/t/token")),
				answer,
				new EntraErrors(
						new Registration(Authority.parse("https://login.microsoftonline.com/contoso.com/"), "client")),
				new Asked(Set.of("s"), null), this.slowDown);
	}

}
