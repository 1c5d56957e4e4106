package io.github.iwaspring.signin;

import java.util.List;
import java.util.Map;

import io.github.iwaspring.directory.CachedResponse;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * What of a session is kept in a file.
 *
 * @param clientId the application id
 * @param authority the authority
 * @param binding whose account it is
 * @param brokerAccount the account whose tokens a broker keeps, or {@code null}
 * @param tokens msal4j's token cache, in its own form
 * @param directory what the directory said of how the user signs in
 */
record SessionContent(String clientId, String authority, Account binding, @Nullable BrokerAccount brokerAccount,
		String tokens, List<CachedResponse> directory) {

	/**
	 * Reads a file.
	 * @return its content, or {@code null} if anything is missing, the binding included
	 */
	static @Nullable SessionContent read(String text) {
		Json json = Json.parse(text);
		if (json == null) {
			return null;
		}
		try {
			Account binding = new Account(json.text("principal"), json.text("account"), json.text("tenant"));
			SessionContent content = new SessionContent(json.text("client-id"), json.text("authority"), binding,
					brokerAccount(json.object("broker")), json.text("tokens"),
					json.objects("directory").stream().map(CachedResponse::of).toList());
			return content.isWhole() ? content : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * The application id that a file belongs to, empty if it does not say.
	 */
	static String clientId(String text) {
		Json json = Json.parse(text);
		return (json != null) ? json.text("client-id") : "";
	}

	private static @Nullable BrokerAccount brokerAccount(Json json) {
		String id = json.text("account");
		return id.isEmpty() ? null : new BrokerAccount(id, json.text("environment"), json.text("username"));
	}

	String write() {
		BrokerAccount broker = this.brokerAccount;
		return Json.write(
				Map.of("client-id", this.clientId, "authority", this.authority, "principal", this.binding.principal(),
						"account", this.binding.homeAccountId(), "tenant", this.binding.tenant(), "broker",
						(broker != null) ? Map.of("account", broker.homeAccountId(), "environment",
								broker.environment(), "username", broker.username()) : Map.of(),
						"tokens", this.tokens, "directory",
						this.directory.stream().map(CachedResponse::toMembers).toList()));
	}

	private boolean isWhole() {
		return List
			.of(this.clientId, this.authority, this.binding.principal(), this.binding.homeAccountId(),
					this.binding.tenant(), this.tokens)
			.stream()
			.noneMatch(String::isEmpty);
	}

	/**
	 * Hides whose it is, and the tokens.
	 */
	@Override
	public String toString() {
		return "SessionContent[authority=" + this.authority + "]";
	}

}
