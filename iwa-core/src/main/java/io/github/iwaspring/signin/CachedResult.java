package io.github.iwaspring.signin;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import com.microsoft.aad.msal4j.AuthenticationResultMetadata;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITenantProfile;
import com.microsoft.aad.msal4j.TokenSource;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * A token in msal4j's cache that is still valid. Looked for here, because msal4j 1.26.0
 * asks the directory in the last five minutes of a token, and once its renewal is due,
 * and fails with the directory.
 *
 * @param accessToken the token
 * @param idToken the ID token of its account
 * @param account the account
 * @param environment the host of the authority
 * @param scopes what the token is for
 * @param expiresOnDate the end of its time
 * @param metadata where it comes from, and when the directory wants it renewed
 */
record CachedResult(String accessToken, String idToken, IAccount account, String environment, String scopes,
		Date expiresOnDate, AuthenticationResultMetadata metadata) implements IAuthenticationResult {

	private static final long serialVersionUID = 1L;

	/**
	 * Looks for a token.
	 * @param cache msal4j's cache, in its own form
	 * @param account the account
	 * @param tenant the tenant by which it was asked for
	 * @param scopes what it must be for
	 */
	static @Nullable CachedResult find(String cache, IAccount account, String tenant, Set<String> scopes, Instant now) {
		Json all = Json.parse(cache);
		if (all == null) {
			return null;
		}
		String idToken = entries(all, "IdToken", account, tenant).stream()
			.map((entry) -> entry.text("secret"))
			.findFirst()
			.orElse(null);
		return (idToken == null) ? null : entries(all, "AccessToken", account, tenant).stream()
			.filter((entry) -> expiry(entry).isAfter(now) && words(entry.text("target")).containsAll(words(scopes)))
			.max(Comparator.comparing(CachedResult::expiry))
			.map((entry) -> of(entry, idToken, account))
			.orElse(null);
	}

	private static CachedResult of(Json entry, String idToken, IAccount account) {
		return new CachedResult(entry.text("secret"), idToken, account, entry.text("environment"), entry.text("target"),
				Date.from(expiry(entry)),
				AuthenticationResultMetadata.builder()
					.tokenSource(TokenSource.CACHE)
					.refreshOn(seconds(entry, "refresh_on"))
					.build());
	}

	private static Collection<Json> entries(Json all, String kind, IAccount account, String tenant) {
		Json kept = all.object(kind);
		return kept.members()
			.keySet()
			.stream()
			.map(kept::object)
			.filter((entry) -> entry.text("home_account_id").equals(account.homeAccountId())
					&& entry.text("realm").equalsIgnoreCase(tenant))
			.toList();
	}

	private static Instant expiry(Json entry) {
		return Instant.ofEpochSecond(seconds(entry, "expires_on"));
	}

	private static long seconds(Json entry, String name) {
		String text = entry.text(name);
		return text.matches("\\d{1,11}") ? Long.parseLong(text) : 0;
	}

	private static Set<String> words(String text) {
		return words(Arrays.asList(text.trim().split("\\s+")));
	}

	private static Set<String> words(Collection<String> scopes) {
		Set<String> words = new TreeSet<>();
		scopes.forEach((scope) -> words.add(scope.toLowerCase(Locale.ROOT)));
		return words;
	}

	@Override
	public @Nullable ITenantProfile tenantProfile() {
		return null;
	}

	/**
	 * Hides the tokens.
	 */
	@Override
	public String toString() {
		return "CachedResult[expiresOn=" + this.expiresOnDate + "]";
	}

}
