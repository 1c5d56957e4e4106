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

import java.util.Map;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.ITenantProfile;

/**
 * An account of msal4j as it was saved. msal4j and the broker find the account by its id.
 *
 * @param homeAccountId msal4j's id of the account
 * @param environment the host of the authority
 * @param username the name of the user
 */
record SavedAccount(String homeAccountId, String environment, String username) implements IAccount {

	private static final long serialVersionUID = 1L;

	static SavedAccount of(IAccount account) {
		return new SavedAccount(account.homeAccountId(), String.valueOf(account.environment()),
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
		return "SavedAccount[environment=" + this.environment + "]";
	}

}
