package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

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

	private final DiscoveryCache memory = new DiscoveryCache(this.now::get);

	@Test
	void anAnswerIsRecalledForItsQuestion() {
		keep("alice", "federated");
		assertThat(recall("alice")).isEqualTo("federated");
		assertThat(recall("bob")).isNull();
	}

	@Test
	void anAnswerIsForgottenAfterADay() {
		keep("alice", "federated");
		pass(Duration.ofDays(1).minusSeconds(1));
		assertThat(recall("alice")).isNotNull();
		pass(Duration.ofSeconds(1));
		assertThat(recall("alice")).isNull();
	}

	@Test
	void anAnswerFromTheFutureIsNotRecalled() {
		keep("alice", "federated");
		pass(Duration.ofSeconds(-1));
		assertThat(recall("alice")).isNull();
	}

	@ParameterizedTest
	@EnumSource(value = ProtocolStep.class, names = { "USER_REALM", "FEDERATION_METADATA" }, mode = Mode.EXCLUDE)
	void whatIsSecretOrDiffersIsNotRemembered(ProtocolStep hop) {
		this.memory.keep(question(hop, "alice"), answer(), "body");
		assertThat(this.memory.content()).isEmpty();
		assertThat(this.memory.recall(question(hop, "alice"))).isNull();
	}

	@Test
	void onlyTheLatestAnswersAreKept() {
		for (int i = 0; i < 20; i++) {
			keep("user" + i, "federated");
		}
		assertThat(this.memory.content()).hasSize(16);
		assertThat(recall("user3")).isNull();
		assertThat(recall("user4")).isNotNull();
	}

	@Test
	void everythingIsForgottenOnDemand() {
		keep("alice", "federated");
		this.memory.forget();
		assertThat(recall("alice")).isNull();
	}

	@Test
	void theNewerAnswerOfTwoRunsCounts() {
		keep("alice", "first");
		List<CachedResponse> first = this.memory.content();
		pass(Duration.ofHours(1));
		keep("alice", "second");
		List<CachedResponse> second = this.memory.content();
		this.memory.add(first);
		assertThat(recall("alice")).isEqualTo("second");
		DiscoveryCache other = new DiscoveryCache(this.now::get);
		other.add(first);
		other.add(second);
		assertThat(other.content()).isEqualTo(second);
	}

	@Test
	void anAnswerIsTheSameInAFile() {
		keep("alice", "federated");
		CachedResponse kept = this.memory.content().get(0);
		assertThat(CachedResponse.of(new Json(kept.toMembers()))).isEqualTo(kept);
		assertThat(kept).hasToString("CachedResponse[host=login.microsoftonline.com]");
	}

	private void keep(String user, String body) {
		this.memory.keep(question(ProtocolStep.USER_REALM, user), answer(), body);
	}

	private String recall(String user) {
		DirectoryResponse known = this.memory.recall(question(ProtocolStep.USER_REALM, user));
		return (known != null) ? known.body() : null;
	}

	private void pass(Duration time) {
		this.now.updateAndGet((instant) -> instant.plus(time));
	}

	private static DirectoryRequest question(ProtocolStep hop, String user) {
		return new DirectoryRequest(hop, "GET",
				URI.create("https://login.microsoftonline.com/common/userrealm/" + user + "%40contoso.com"));
	}

	private static DirectoryResponse answer() {
		return new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), "whole body", null);
	}

}
