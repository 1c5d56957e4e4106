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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An account of the domain.
 *
 * @param name the {@code sAMAccountName}
 * @param password the password
 * @param salt the name that the keys are made with beside the password. Samba takes the
 * first part of the user principal name, where there is one.
 */
public record Account(String name, String password, String salt) {

	private static final String FOLDER = ",CN=Users,DC=corp,DC=contoso,DC=test";

	/**
	 * Returns an account whose password only tests need to know.
	 * @param name the {@code sAMAccountName}
	 * @return the account
	 */
	public static Account of(String name) {
		return new Account(name, "Passw0rd-of-this-test", name);
	}

	/**
	 * Returns this account with other keys.
	 * @param password the password
	 * @return the account
	 */
	public Account withPassword(String password) {
		return new Account(this.name, password, this.salt);
	}

	/**
	 * Returns this account with a user principal name.
	 * @param salt the part of the name before the {@code @}
	 * @return the account
	 */
	public Account withSalt(String salt) {
		return new Account(this.name, this.password, salt);
	}

	/**
	 * Returns the Kerberos principal.
	 * @return the name with the realm
	 */
	public String principal() {
		return this.name + "@" + SambaDomain.REALM;
	}

	/**
	 * Returns the LDIF that adds this account, enabled, with a password that does not
	 * have to be changed.
	 * @param attributes further attributes, as {@code name: value}
	 * @return the record
	 */
	public String toAdd(String... attributes) {
		return lines(Stream.concat(Stream.of(dn(), "objectClass: user", line("sAMAccountName", this.name),
				line("unicodePwd", quoted(this.password)), "userAccountControl: 512"), Stream.of(attributes)));
	}

	/**
	 * Returns the LDIF that adds a group with this account as its only member.
	 * @param group the name of the group
	 * @return the record
	 */
	public String toAddGroup(String group) {
		return lines(Stream.of("dn: CN=" + group + FOLDER, "objectClass: group", "sAMAccountName: " + group,
				line("member", "CN=" + this.name + FOLDER)));
	}

	/**
	 * Returns the LDIF that replaces one attribute of this account.
	 * @param attribute the attribute, as {@code name: value}; removed if there is no
	 * value
	 * @return the record
	 */
	public String toReplace(String attribute) {
		String name = attribute.substring(0, attribute.indexOf(':'));
		Stream<String> value = attribute.endsWith(":") ? Stream.empty() : Stream.of(attribute);
		return lines(Stream.concat(Stream.of(dn(), "changetype: modify", "replace: " + name), value));
	}

	/**
	 * Returns the LDIF that sets another password.
	 * @param password the new password
	 * @return the record
	 */
	public String toReplacePassword(String password) {
		return toReplace(line("unicodePwd", quoted(password)));
	}

	/**
	 * Returns the LDIF that deletes this account.
	 * @return the record
	 */
	public String toDelete() {
		return lines(Stream.of(dn(), "changetype: delete"));
	}

	private String dn() {
		return line("dn", "CN=" + this.name + FOLDER);
	}

	private static String quoted(String password) {
		return new String(('"' + password + '"').getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
	}

	/**
	 * A line with any value. A password comes as one character for each byte.
	 */
	private static String line(String attribute, String value) {
		byte[] bytes = value
			.getBytes(attribute.equals("unicodePwd") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
		return attribute + ":: " + Base64.getEncoder().encodeToString(bytes);
	}

	private static String lines(Stream<String> lines) {
		return lines.collect(Collectors.joining("\n", "", "\n\n"));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
