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

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * A token with what its response said about it. {@code tenantProfile()} of msal4j is not
 * used: it is always {@code null}, since it is computed before the ID token is assigned.
 *
 * @param accessToken the token
 * @param idToken the ID token, or {@code null}
 * @param account the account, or {@code null}
 * @param scopes the granted scopes, empty if the response did not name any
 * @param expiresAt the time at which it expires
 * @param refreshAt the time from which the directory wants it renewed, or {@code null}
 * @param cached whether it comes from the token cache
 */
record MsalResult(String accessToken, @Nullable String idToken, @Nullable IAccount account, Set<String> scopes,
		Instant expiresAt, @Nullable Instant refreshAt, boolean cached) {

	static MsalResult of(IAuthenticationResult result) {
		String granted = result.scopes();
		Long refreshOn = result.metadata().refreshOn();
		return new MsalResult(result.accessToken(), result.idToken(), result.account(),
				(granted != null && !granted.isBlank()) ? Set.copyOf(List.of(granted.strip().split("\\s+"))) : Set.of(),
				result.expiresOnDate().toInstant(),
				(refreshOn != null && refreshOn > 0) ? Instant.ofEpochSecond(refreshOn) : null,
				result.metadata().tokenSource() == TokenSource.CACHE);
	}

	/**
	 * Hides the tokens and the user.
	 */
	@Override
	public String toString() {
		return "MsalResult[expiresAt=" + this.expiresAt + "]";
	}

}
