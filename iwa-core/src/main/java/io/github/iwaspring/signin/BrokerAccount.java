package io.github.iwaspring.signin;

import java.util.Map;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.ITenantProfile;

/**
 * The account that signed in by the broker, which keeps its tokens. The broker knows it
 * by its id.
 *
 * @param homeAccountId msal4j's id of the account
 * @param environment the host of the authority
 * @param username the name of its user
 */
record BrokerAccount(String homeAccountId, String environment, String username) implements IAccount {

	private static final long serialVersionUID = 1L;

	static BrokerAccount of(IAccount account) {
		return new BrokerAccount(account.homeAccountId(), String.valueOf(account.environment()),
				String.valueOf(account.username()));
	}

	@Override
	public Map<String, ITenantProfile> getTenantProfiles() {
		return Map.of();
	}

	/**
	 * Hides the user.
	 */
	@Override
	public String toString() {
		return "BrokerAccount[environment=" + this.environment + "]";
	}

}
