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

package io.github.iwaspring.samba;

import java.util.List;

import io.github.iwaspring.test.tenant.User;

/**
 * A person with an account in the domain, and with one in Entra ID.
 *
 * @param account the account in the domain
 * @param upn the user principal name
 * @param attributes further attributes of the account in the domain
 */
record Person(Account account, String upn, List<String> attributes) {

	/**
	 * A person whose user principal name is their account's name at the company's domain.
	 */
	static Person of(String name, String... attributes) {
		return new Person(Account.of(name), name + "@contoso.com", List.of(attributes));
	}

	String toAdd() {
		return this.account.toAdd(this.attributes.toArray(String[]::new));
	}

	/**
	 * The person in Entra ID.
	 * @param principal the principal in their tickets
	 */
	User user(String principal) {
		return new User(principal, this.upn, this.account.name(), User.Standing.FEDERATED);
	}

}
