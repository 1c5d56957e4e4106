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

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;

/**
 * How long it took to get a token.
 *
 * @param at when it was asked for
 * @param millis the time until the answer, in milliseconds
 * @param source where the token came from, or {@code null} if there was none
 * @param code the kind of failure, or {@code null} if there was a token
 */
record Acquisition(Instant at, double millis, IwaToken.@Nullable Source source, @Nullable String code) {

	static Acquisition of(Instant at, long nanos, IwaToken token) {
		return new Acquisition(at, nanos / 1e6, token.source(), null);
	}

	static Acquisition of(Instant at, long nanos, IwaErrorCode code) {
		return new Acquisition(at, nanos / 1e6, null, code.id());
	}

}
