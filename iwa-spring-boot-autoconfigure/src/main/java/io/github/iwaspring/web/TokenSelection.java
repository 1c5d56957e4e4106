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

import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request, a method, a type or a group says about its token.
 *
 * @param client the name of an entry of {@code iwa.clients}, or {@code null}
 * @param token the token with the scopes that are asked for, in place of those of the
 * entry, or {@code null}
 */
record TokenSelection(@Nullable String client, @Nullable IwaTokenRequest token) {

	static final TokenSelection NONE = new TokenSelection(null, null);

	/**
	 * Adds what a more general place says. What names a client is complete: the scopes of
	 * a more general place may be those of another API.
	 */
	TokenSelection orElse(TokenSelection general) {
		if (this.client != null) {
			return this;
		}
		return new TokenSelection(general.client, (this.token != null) ? this.token : general.token);
	}

}
