package io.github.iwaspring.signin;

import java.util.HashMap;
import java.util.Map;

import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The part of msal4j's token cache that belongs to one account. Of an answer for somebody
 * else msal4j has the tokens before it is refused; they are not to be kept meanwhile.
 */
final class OwnTokens {

	private static final String OWNER = "home_account_id";

	private OwnTokens() {
	}

	/**
	 * Leaves out what belongs to other accounts.
	 * @param cache msal4j's cache, in its own form
	 * @param homeAccountId msal4j's id of the account
	 * @return the cache without them
	 */
	static String in(String cache, String homeAccountId) {
		Json all = Json.parse(cache);
		if (all == null) {
			return cache;
		}
		Map<String, Object> own = new HashMap<>();
		all.members().forEach((kind, entries) -> own.put(kind, own(entries, homeAccountId)));
		return Json.write(own);
	}

	private static Object own(@Nullable Object entries, String homeAccountId) {
		Map<String, Object> own = new HashMap<>();
		if (entries instanceof Map<?, ?> map) {
			map.forEach((key, entry) -> {
				if (entry instanceof Map<?, ?> members
						&& (!members.containsKey(OWNER) || homeAccountId.equals(members.get(OWNER)))) {
					own.put(String.valueOf(key), members);
				}
			});
		}
		return own;
	}

}
