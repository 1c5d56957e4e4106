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

import java.util.Set;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken.Source;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an acquisition while it is observed. It holds neither the token nor
 * the user.
 */
public final class IwaTokenObservationContext extends Observation.Context {

	private final String client;

	private final Set<String> scopes;

	private volatile boolean joined;

	private volatile @Nullable Source source;

	private volatile @Nullable Outcome outcome;

	private volatile @Nullable IwaException failure;

	/**
	 * Creates the context.
	 * @param client the name of the configured API, {@code none} if the scopes are a
	 * request's own
	 * @param scopes the requested scopes
	 * @param joined whether a caller joined an acquisition in progress
	 */
	IwaTokenObservationContext(String client, Set<String> scopes, boolean joined) {
		this.client = client;
		this.scopes = scopes;
		this.joined = joined;
	}

	/**
	 * The name of the configured API whose scopes the token has.
	 * @return the name, {@code default} for {@code iwa.scopes}, {@code none} for scopes
	 * of a request's own
	 */
	public String getClient() {
		return this.client;
	}

	/**
	 * The requested scopes. There may be many different ones.
	 * @return the scopes, at least one
	 */
	public Set<String> getScopes() {
		return this.scopes;
	}

	/**
	 * Whether a caller only waited for another acquisition.
	 * @return {@code true} if the token was acquired for another caller
	 */
	public boolean isJoined() {
		return this.joined;
	}

	/**
	 * Where the token came from.
	 * @return the source, or {@code null} if there is no token yet
	 */
	public @Nullable Source getSource() {
		return this.source;
	}

	/**
	 * How the acquisition ended.
	 * @return the outcome, or {@code null} while it runs
	 */
	public @Nullable Outcome getOutcome() {
		return this.outcome;
	}

	/**
	 * The failure.
	 * @return the failure, or {@code null} if there is none
	 */
	public @Nullable IwaException getFailure() {
		return this.failure;
	}

	void joinedLate() {
		this.joined = true;
	}

	void ended(Outcome outcome, @Nullable Source source, @Nullable IwaException failure) {
		this.source = source;
		this.failure = failure;
		this.outcome = outcome;
	}

	/**
	 * How an acquisition ended.
	 */
	public enum Outcome {

		/**
		 * With a token.
		 */
		SUCCESS,

		/**
		 * With a failure.
		 */
		FAILURE,

		/**
		 * Before its time: the application was closed, or the caller gave up.
		 */
		CANCELLED

	}

}
