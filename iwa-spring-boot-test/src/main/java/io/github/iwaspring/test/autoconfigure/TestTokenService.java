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

package io.github.iwaspring.test.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

/**
 * Hands out test tokens: the same one for the same scopes, until it is invalidated or a
 * new one is asked for. Sends nothing, never blocks. Safe for use by several threads.
 */
class TestTokenService implements IwaTokenService {

	private static final String USERNAME = "alice@contoso.com";

	private static final Duration LIFETIME = Duration.ofDays(1);

	private final Map<Set<String>, Entry> entries = new ConcurrentHashMap<>();

	private final Clock clock;

	TestTokenService(Clock clock) {
		this.clock = clock;
	}

	@Override
	public IwaToken getToken(IwaTokenRequest request) {
		return this.entries
			.compute(request.scopes(), (scopes, entry) -> isServed(request, entry) ? entry : next(scopes, entry))
			.token();
	}

	@Override
	public CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request) {
		return CompletableFuture.completedFuture(getToken(request));
	}

	@Override
	public void invalidate(IwaToken token) {
		this.entries
			.replaceAll((scopes, entry) -> entry.token().value().equals(token.value()) ? next(scopes, entry) : entry);
	}

	@Override
	public void signOut() {
		this.entries.clear();
	}

	/**
	 * A challenge is answered once by a new token, as the token service does it.
	 */
	private static boolean isServed(IwaTokenRequest request, @Nullable Entry entry) {
		if (entry == null || request.forceRefresh()) {
			return false;
		}
		IwaToken challenged = request.challenged();
		return request.claims() == null || (challenged != null && !challenged.value().equals(entry.token().value()));
	}

	private Entry next(Set<String> scopes, @Nullable Entry last) {
		int number = (last != null) ? last.number() + 1 : 1;
		String value = "test-token" + suffix(scopes) + ((number > 1) ? "-" + number : "");
		return new Entry(number,
				IwaToken.of(value, this.clock.instant().plus(LIFETIME), scopes, USERNAME, Source.INTEGRATED));
	}

	/**
	 * The scopes in the characters of a token (RFC 6750, {@code b64token}).
	 */
	private static String suffix(Set<String> scopes) {
		return scopes.isEmpty() ? "" : "-" + String.join("-", new TreeSet<>(scopes)).replaceAll("[^A-Za-z0-9._]+", "-");
	}

	private record Entry(int number, IwaToken token) {

	}

}
