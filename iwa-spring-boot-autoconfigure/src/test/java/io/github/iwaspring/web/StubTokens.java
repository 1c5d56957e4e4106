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

package io.github.iwaspring.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;

/**
 * A token service whose tokens are {@code token-1}, {@code token-2} and so on. The next
 * one follows after {@link #invalidate} and, if enabled, for each request with claims.
 */
public final class StubTokens implements IwaTokenService {

	private final List<IwaTokenRequest> requests = new CopyOnWriteArrayList<>();

	private final List<String> invalidated = new CopyOnWriteArrayList<>();

	private final AtomicInteger number = new AtomicInteger(1);

	private volatile Supplier<CompletableFuture<IwaToken>> next = () -> CompletableFuture.completedFuture(current());

	public void willAnswer(Supplier<CompletableFuture<IwaToken>> next) {
		this.next = next;
	}

	public void replaceOnClaims() {
		this.next = () -> {
			if (this.requests.get(this.requests.size() - 1).claims() != null) {
				this.number.incrementAndGet();
			}
			return CompletableFuture.completedFuture(current());
		};
	}

	public IwaToken current() {
		return IwaToken.of("token-" + this.number.get(), Instant.MAX, Set.of("scope"), "jane.doe@contoso.com",
				IwaToken.Source.CACHE);
	}

	public List<IwaTokenRequest> requests() {
		return this.requests;
	}

	public List<String> invalidated() {
		return this.invalidated;
	}

	@Override
	public IwaToken getToken(IwaTokenRequest request) {
		this.requests.add(request);
		CompletableFuture<IwaToken> token = this.next.get();
		if (token.isCompletedExceptionally()) {
			throw (RuntimeException) token.handle((value, failure) -> failure).join();
		}
		return token.join();
	}

	@Override
	public CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request) {
		this.requests.add(request);
		return this.next.get();
	}

	@Override
	public void invalidate(IwaToken token) {
		this.invalidated.add(token.value());
		if (token.equals(current())) {
			this.number.incrementAndGet();
		}
	}

	@Override
	public void signOut() {
		throw new UnsupportedOperationException();
	}

}
