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

package io.github.iwaspring.azure;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;

/**
 * A token service whose tokens say that a tenant issued them.
 */
final class Tokens implements IwaTokenService {

	static final String TENANT = "11111111-2222-4333-8444-555555555555";

	static final String OTHER_TENANT = "99999999-2222-4333-8444-555555555555";

	static final Instant EXPIRY = Instant.parse("2030-01-02T03:04:05Z");

	final List<IwaTokenRequest> requests = new CopyOnWriteArrayList<>();

	final String value;

	Tokens(String value) {
		this.value = value;
	}

	static Tokens ofTenant(String tenant) {
		return new Tokens("e30." + Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(("{\"tid\":\"" + tenant + "\"}").getBytes(StandardCharsets.UTF_8)) + ".c2ln");
	}

	static Tokens opaque() {
		return new Tokens("opaque");
	}

	@Override
	public IwaToken getToken(IwaTokenRequest request) {
		this.requests.add(request);
		return IwaToken.of(this.value, EXPIRY, Set.of("scope"), "alice@contoso.com", IwaToken.Source.CACHE);
	}

	@Override
	public CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request) {
		return CompletableFuture.completedFuture(getToken(request));
	}

	@Override
	public void invalidate(IwaToken token) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void signOut() {
		throw new UnsupportedOperationException();
	}

}
