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

import java.util.List;
import java.util.Map;

import io.github.iwaspring.directory.DiscoveryCache.CachedResponse;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@link SessionFile}.
 *
 * @param clientId the application id
 * @param authority the authority
 * @param account the account that the session is bound to
 * @param brokerAccount the account whose tokens the broker keeps, or {@code null}
 * @param tokens the text of msal4j's token cache
 * @param directory the cached responses of the directory
 */
record SessionContent(String clientId, String authority, Account account, @Nullable SavedAccount brokerAccount,
		String tokens, List<CachedResponse> directory) {

	/**
	 * Reads the text of a file, but not that of the tokens in it.
	 * @return the content, or {@code null} if anything is missing, the account included
	 */
	static @Nullable SessionContent read(String text) {
		Json json = Json.parse(text);
		if (json == null) {
			return null;
		}
		try {
			Account account = new Account(json.text("principal"), json.text("account"), json.text("tenant"));
			SessionContent content = new SessionContent(json.text("client-id"), json.text("authority"), account,
					brokerAccount(json.object("broker")), json.text("tokens"),
					json.objects("directory").stream().map(CachedResponse::of).toList());
			return content.isComplete() ? content : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * The application id that the text of a file names, empty if it names none.
	 */
	static String clientId(String text) {
		Json json = Json.parse(text);
		return (json != null) ? json.text("client-id") : "";
	}

	private static @Nullable SavedAccount brokerAccount(Json json) {
		String id = json.text("account");
		return id.isEmpty() ? null : new SavedAccount(id, json.text("environment"), json.text("username"));
	}

	/**
	 * Writes the text of a file.
	 */
	String write() {
		SavedAccount broker = this.brokerAccount;
		return Json.write(
				Map.of("client-id", this.clientId, "authority", this.authority, "principal", this.account.principal(),
						"account", this.account.homeAccountId(), "tenant", this.account.tenant(), "broker",
						(broker != null) ? Map.of("account", broker.homeAccountId(), "environment",
								broker.environment(), "username", broker.username()) : Map.of(),
						"tokens", this.tokens, "directory",
						this.directory.stream().map(CachedResponse::toMembers).toList()));
	}

	private boolean isComplete() {
		return List
			.of(this.clientId, this.authority, this.account.principal(), this.account.homeAccountId(),
					this.account.tenant(), this.tokens)
			.stream()
			.noneMatch(String::isEmpty);
	}

	/**
	 * Hides the user and the tokens.
	 */
	@Override
	public String toString() {
		return "SessionContent[authority=" + this.authority + "]";
	}

}
