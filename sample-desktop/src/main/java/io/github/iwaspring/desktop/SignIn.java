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

package io.github.iwaspring.desktop;

import java.time.Instant;
import java.util.Set;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * Who is signed in. An application that only calls an API needs none of this: its
 * {@code WebClient} gets tokens itself. No value of a token is kept here. Safe for use by
 * several threads.
 */
@Component
class SignIn {

	private final IwaTokenService tokens;

	private @Nullable Person person;

	SignIn(IwaTokenService tokens) {
		this.tokens = tokens;
	}

	/**
	 * Gets a token and remembers whose it is. A page that is closed while it waits gives
	 * up its own wait alone.
	 */
	Mono<Person> person(IwaTokenRequest request) {
		return Mono.fromFuture(() -> this.tokens.getTokenAsync(request)).map(this::signedIn);
	}

	/**
	 * Forgets the user. This may wait for a file, so it runs on a thread that may block.
	 */
	Mono<Void> signOut() {
		return Mono.fromRunnable(() -> {
			this.tokens.signOut();
			forget();
		}).subscribeOn(Schedulers.boundedElastic()).then();
	}

	synchronized @Nullable Person person() {
		return this.person;
	}

	private synchronized void forget() {
		this.person = null;
	}

	private synchronized Person signedIn(IwaToken token) {
		Person known = this.person;
		if (known == null || !known.expiresAt().equals(token.expiresAt())) {
			known = new Person(token.username(), token.source(), Instant.now(), token.expiresAt(), token.scopes());
			this.person = known;
		}
		return known;
	}

	/**
	 * The signed-in user.
	 *
	 * @param username the user principal name
	 * @param source how the present token was obtained
	 * @param since when it was obtained
	 * @param expiresAt when it expires
	 * @param scopes its scopes
	 */
	record Person(String username, IwaToken.Source source, Instant since, Instant expiresAt, Set<String> scopes) {
	}

}
