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

package io.github.iwaspring.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.SignInContext;

/**
 * A flow that records that it ran.
 */
final class FakeFlow implements FallbackFlow {

	private final IwaFallbackFlow kind;

	private final List<String> journal;

	String obstacle;

	IwaException failure;

	Prompt prompt;

	FakeFlow(IwaFallbackFlow kind, List<String> journal) {
		this.kind = kind;
		this.journal = journal;
	}

	@Override
	public IwaFallbackFlow kind() {
		return this.kind;
	}

	@Override
	public Duration timeout() {
		return Duration.ofMinutes(5);
	}

	@Override
	public String unavailable() {
		return this.obstacle;
	}

	@Override
	public IwaToken acquire(Session session, SignInContext context, Prompt prompt) {
		this.prompt = prompt;
		prompt.shown().run();
		this.journal.add(this.kind.id());
		if (this.failure != null) {
			throw this.failure;
		}
		return IwaToken.of("token", Instant.MAX, Set.of("s"), "alice@contoso.com", Source.valueOf(this.kind.name()));
	}

}
