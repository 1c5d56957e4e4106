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
import java.util.stream.Stream;

import io.github.iwaspring.test.tenant.User;

/**
 * The people of the company.
 */
final class People {

	static final Person ALICE = Person.of("alice");

	static final Person BOB = Person.of("bob");

	/**
	 * Has a user principal name of her own.
	 */
	static final Person JANE = new Person(Account.of("jdoe").withSalt("jane.doe"), "jane.doe@contoso.com",
			List.of("userPrincipalName: jane.doe@contoso.com"));

	/**
	 * Is a member of many groups.
	 */
	static final Person MEMBER = Person.of("member");

	static final List<Person> ALL = Stream
		.concat(Stream.of(ALICE, BOB, JANE, MEMBER),
				Stream.of("o'neil", "jane roe", "x#y", "jürgen", "müller_größe", "user$dollar").map(Person::of))
		.toList();

	private People() {
	}

	static User[] users() {
		Stream<User> byName = ALL.stream().map((person) -> person.user(person.account().principal()));
		// the KDC leaves these names as the client wrote them
		Stream<User> byOtherName = Stream.of(ALICE.user("ALICE@" + SambaDomain.REALM),
				BOB.user("BOB@" + SambaDomain.REALM), JANE.user("jane.doe\\@contoso.com@" + SambaDomain.REALM));
		return Stream.concat(byName, byOtherName).toArray(User[]::new);
	}

	static Person named(String name) {
		return ALL.stream().filter((person) -> person.account().name().equals(name)).findFirst().orElseThrow();
	}

}
