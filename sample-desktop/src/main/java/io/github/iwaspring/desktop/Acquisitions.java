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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.observation.IwaTokenObservationContext;
import io.github.iwaspring.observation.IwaTokenObservationContext.Outcome;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The recent acquisitions of tokens: a handler of the observation
 * {@code iwa.token.acquire}, so that the renewals in the background are among them. A
 * token from memory is no acquisition. Safe for use by several threads.
 */
@Component
class Acquisitions implements ObservationHandler<IwaTokenObservationContext> {

	private static final int RECENT = 12;

	private final Deque<Acquisition> recent = new ArrayDeque<>();

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof IwaTokenObservationContext;
	}

	@Override
	public void onStart(IwaTokenObservationContext context) {
		context.put(Start.class, new Start(Instant.now(), System.nanoTime()));
	}

	@Override
	public void onStop(IwaTokenObservationContext context) {
		if (!context.isJoined() && context.getOutcome() != Outcome.CANCELLED) {
			Start start = context.getRequired(Start.class);
			IwaException failure = context.getFailure();
			remember(new Acquisition(start.at(), (System.nanoTime() - start.nanos()) / 1e6, context.getSource(),
					(failure != null) ? failure.code().id() : null));
		}
	}

	private synchronized void remember(Acquisition acquisition) {
		if (this.recent.size() == RECENT) {
			this.recent.removeFirst();
		}
		this.recent.addLast(acquisition);
	}

	/**
	 * Returns the recent acquisitions, the oldest first.
	 */
	synchronized List<Acquisition> recent() {
		return List.copyOf(this.recent);
	}

	/**
	 * How long it took to get a token.
	 *
	 * @param at when it began
	 * @param millis the time until its end, in milliseconds
	 * @param source where the token came from, or {@code null} if there was none
	 * @param code the kind of failure, or {@code null} if there was a token
	 */
	record Acquisition(Instant at, double millis, IwaToken.@Nullable Source source, @Nullable String code) {
	}

	/**
	 * When an acquisition began.
	 *
	 * @param at the time of day
	 * @param nanos the time of {@link System#nanoTime()}
	 */
	private record Start(Instant at, long nanos) {
	}

}
