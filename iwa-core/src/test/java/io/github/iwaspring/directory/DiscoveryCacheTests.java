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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.directory.DiscoveryCache.CachedResponse;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DiscoveryCache}.
 */
class DiscoveryCacheTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final DiscoveryCache cache = new DiscoveryCache(this.now::get);

	@Test
	void responseIsFoundForItsUrl() {
		put("alice", "federated");
		assertThat(get("alice")).isEqualTo("federated");
		assertThat(get("bob")).isNull();
	}

	@Test
	void responseExpiresAfterADay() {
		put("alice", "federated");
		pass(Duration.ofDays(1).minusSeconds(1));
		assertThat(get("alice")).isNotNull();
		pass(Duration.ofSeconds(1));
		assertThat(get("alice")).isNull();
	}

	@Test
	void responseFromTheFutureIsNotFound() {
		put("alice", "federated");
		pass(Duration.ofSeconds(-1));
		assertThat(get("alice")).isNull();
	}

	@ParameterizedTest
	@EnumSource(value = ProtocolStep.class, names = { "USER_REALM", "FEDERATION_METADATA" }, mode = Mode.EXCLUDE)
	void otherStepIsNotCached(ProtocolStep step) {
		this.cache.put(request(step, "alice"), response(), "body");
		assertThat(this.cache.content()).isEmpty();
		assertThat(this.cache.get(request(step, "alice"))).isNull();
	}

	@Test
	void onlyTheLatestResponsesAreKept() {
		for (int i = 0; i < 20; i++) {
			put("user" + i, "federated");
		}
		assertThat(this.cache.content()).hasSize(16);
		assertThat(get("user3")).isNull();
		assertThat(get("user4")).isNotNull();
	}

	@Test
	void removeOutdatedRemovesWhatIsOlderThanFiveMinutes() {
		put("alice", "federated");
		pass(Duration.ofMinutes(5));
		put("bob", "federated");
		assertThat(this.cache.removeOutdated()).isFalse();
		pass(Duration.ofMillis(1));
		assertThat(this.cache.removeOutdated()).isTrue();
		assertThat(get("alice")).isNull();
		assertThat(get("bob")).isNotNull();
	}

	@Test
	void newerResponseOfTwoProcessesWins() {
		put("alice", "first");
		List<CachedResponse> first = this.cache.content();
		pass(Duration.ofHours(1));
		put("alice", "second");
		List<CachedResponse> second = this.cache.content();
		this.cache.add(first);
		assertThat(get("alice")).isEqualTo("second");
		DiscoveryCache other = new DiscoveryCache(this.now::get);
		other.add(first);
		other.add(second);
		assertThat(other.content()).isEqualTo(second);
	}

	@Test
	void userRealmOfAnotherProcessIsNotUsedBeforeItWasRequestedOnce() {
		put("alice", "federated");
		DiscoveryCache other = new DiscoveryCache(this.now::get);
		other.add(this.cache.content());
		assertThat(other.get(request(ProtocolStep.USER_REALM, "alice"))).isNull();
		other.put(request(ProtocolStep.USER_REALM, "alice"), response(), "confirmed");
		assertThat(other.get(request(ProtocolStep.USER_REALM, "alice")).body()).isEqualTo("confirmed");
	}

	@Test
	void userRealmOfAnotherProcessDoesNotReplaceTheOneThatWasRequested() {
		put("alice", "confirmed");
		DiscoveryCache other = new DiscoveryCache(this.now::get);
		pass(Duration.ofHours(1));
		other.put(request(ProtocolStep.USER_REALM, "alice"), response(), "newer, and hostile");
		this.cache.add(other.content());
		assertThat(get("alice")).isEqualTo("confirmed");
		pass(Duration.ofDays(1).minusMinutes(1));
		other.put(request(ProtocolStep.USER_REALM, "alice"), response(), "newer, and hostile");
		this.cache.add(other.content());
		assertThat(get("alice")).as("once the own one has expired").isNull();
	}

	@Test
	void federationMetadataOfAnotherProcessIsUsed() {
		this.cache.put(request(ProtocolStep.FEDERATION_METADATA, "mex"), response(), "endpoint");
		DiscoveryCache other = new DiscoveryCache(this.now::get);
		other.add(this.cache.content());
		assertThat(other.get(request(ProtocolStep.FEDERATION_METADATA, "mex")).body()).isEqualTo("endpoint");
	}

	@Test
	void responseIsTheSameAfterWritingAndReading() {
		put("alice", "federated");
		CachedResponse kept = this.cache.content().get(0);
		assertThat(CachedResponse.of(new Json(kept.toMembers()))).isEqualTo(kept);
		assertThat(kept).hasToString("CachedResponse[host=login.microsoftonline.com]");
	}

	private void put(String user, String body) {
		this.cache.put(request(ProtocolStep.USER_REALM, user), response(), body);
	}

	private String get(String user) {
		DirectoryResponse known = this.cache.get(request(ProtocolStep.USER_REALM, user));
		return (known != null) ? known.body() : null;
	}

	private void pass(Duration time) {
		this.now.updateAndGet((instant) -> instant.plus(time));
	}

	private static DirectoryRequest request(ProtocolStep step, String user) {
		return new DirectoryRequest(step, "GET",
				URI.create("https://login.microsoftonline.com/common/userrealm/" + user + "%40contoso.com"));
	}

	private static DirectoryResponse response() {
		return new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), "whole body", null);
	}

}
