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

package io.github.iwaspring.test.tenant;

import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that Entra ID issues for the tickets of Seamless SSO. They are opaque: only
 * Entra ID itself reads them.
 */
public final class DesktopSsoTokens {

	private final Map<String, User> users = new ConcurrentHashMap<>();

	/**
	 * Issues a token.
	 * @param user the user who has proved a ticket
	 * @param secret random bytes
	 * @return the token
	 */
	public String issue(User user, byte[] secret) {
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
		this.users.put(token, user);
		return token;
	}

	/**
	 * Redeems a token.
	 * @param token the token
	 * @return the user, or {@code null} for a token that was not issued here
	 */
	public @Nullable User redeem(String token) {
		return this.users.get(token);
	}

}
