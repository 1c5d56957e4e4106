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

package io.github.iwaspring.observation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.TokenClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.DisposableBean;

/**
 * The gauge {@code iwa.token.ttl}: for how many seconds the token in memory is still
 * valid, for each configured API; not a number while there is none, nor for a mock that
 * takes the place of the token service.
 * <p>
 * A registry may outlive the application's context, and be shared by several. So the
 * gauges neither keep the token service alive nor stay behind. Where another context has
 * the same gauge already, it keeps it, as usual in Micrometer.
 */
final class TokenLifetime implements MeterBinder, DisposableBean {

	private static final String NAME = "iwa.token.ttl";

	private static final String CLIENT = "client";

	private final IwaTokenService tokens;

	private final TokenClients clients;

	private final InstantSource clock;

	private final Queue<Bound> bound = new ConcurrentLinkedQueue<>();

	TokenLifetime(IwaTokenService tokens, TokenClients clients, InstantSource clock) {
		this.tokens = tokens;
		this.clients = clients;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.clients.scopes().forEach((name, scopes) -> {
			if (registry.find(NAME).tag(CLIENT, name).gauge() == null) {
				this.bound.add(new Bound(registry, gauge(name, scopes).register(registry)));
			}
		});
	}

	private Gauge.Builder<TokenLifetime> gauge(String name, Set<String> scopes) {
		return Gauge.builder(NAME, this, (lifetime) -> lifetime.secondsLeft(scopes))
			.description("Time until the token in memory expires")
			.baseUnit("seconds")
			.tag(CLIENT, name);
	}

	private double secondsLeft(Set<String> scopes) {
		Instant expiresAt = (this.tokens instanceof CachingTokenService ours) ? ours.expiresAt(scopes) : null;
		return (expiresAt != null) ? Duration.between(this.clock.instant(), expiresAt).toMillis() / 1000.0 : Double.NaN;
	}

	@Override
	public void destroy() {
		for (Bound gone = this.bound.poll(); gone != null; gone = this.bound.poll()) {
			gone.registry().remove(gone.gauge());
		}
	}

	private record Bound(MeterRegistry registry, Gauge gauge) {

	}

}
