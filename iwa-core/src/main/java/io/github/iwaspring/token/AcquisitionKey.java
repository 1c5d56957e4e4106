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

package io.github.iwaspring.token;

import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is acquired, and for which cache. Callers with equal keys share an acquisition.
 *
 * @param request the request, with scopes
 * @param cache the cache that gets the token; another one after each sign-out
 * @param renewed the token that is renewed ahead of its expiry, or {@code null}
 * @param isPrefetch whether the token is acquired before anybody asks for it. Those who
 * do meanwhile are acquisitions of their own, which wait for this one and may prompt
 */
record AcquisitionKey(IwaTokenRequest request, TokenCache cache, @Nullable CachedToken renewed, boolean isPrefetch) {

	static AcquisitionKey acquisition(IwaTokenRequest request, TokenCache cache) {
		return new AcquisitionKey(request, cache, null, false);
	}

	static AcquisitionKey renewal(CachedToken renewed, TokenCache cache) {
		return new AcquisitionKey(renewed.renewalRequest(), cache, renewed, false);
	}

	static AcquisitionKey prefetch(IwaTokenRequest request, TokenCache cache) {
		return new AcquisitionKey(request, cache, null, true);
	}

	/**
	 * Whether callers wait for the result.
	 */
	boolean isForCallers() {
		return this.renewed == null && !this.isPrefetch;
	}

}
