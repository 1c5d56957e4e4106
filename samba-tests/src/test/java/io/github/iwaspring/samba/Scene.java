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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.iwaspring.samba.Company.Provider;

/**
 * One sign-in: where its application finds tickets and keys. The JDK's Kerberos is told
 * so by properties, and the platform's by the environment that its process was started
 * with.
 */
final class Scene {

	final Company company;

	final Provider provider;

	private final Map<String, String> properties;

	Scene(Company company, Provider provider) {
		this.company = company;
		this.provider = provider;
		this.properties = company.properties();
		company.forget();
		if (provider == Provider.NATIVE) {
			this.properties.put("iwa.kerberos.provider", "native");
		}
		else {
			this.properties.put("iwa.kerberos.krb5-conf", company.domain.krb5Conf().toString());
		}
	}

	SambaDomain domain() {
		return this.company.domain;
	}

	/**
	 * Signs a person in at the machine.
	 * @param arguments the arguments of {@code kinit}
	 */
	void kinit(Person person, String... arguments) {
		domain().kinit(person.account(), this.company.cache, arguments);
		if (this.provider == Provider.JAVA) {
			set("iwa.kerberos.ticket-cache", this.company.cache.toString());
		}
	}

	/**
	 * Gives the application a keytab with AES keys of a person.
	 */
	void keytab(Person person) {
		keytab(person.account().principal(), person.account(), "AES256", "AES128");
	}

	/**
	 * Gives the application a keytab.
	 * @param principal the principal
	 * @param account the account whose keys are in it
	 * @param types the encryption types
	 */
	void keytab(String principal, Account account, String... types) {
		KeytabFile.write(this.company.keytab, principal, account, types);
		if (this.provider == Provider.JAVA) {
			set("iwa.kerberos.keytab", this.company.keytab.toString());
			set("iwa.kerberos.principal", principal);
		}
	}

	/**
	 * Replaces the Kerberos configuration.
	 */
	void krb5Conf(String text) {
		try {
			Path file = this.company.domain.krb5Conf();
			if (this.provider == Provider.JAVA) {
				file = Files.createTempFile(this.company.file("."), "krb5", ".conf");
				set("iwa.kerberos.krb5-conf", file.toString());
			}
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void set(String property, String value) {
		this.properties.put(property, value);
	}

	Map<String, String> properties() {
		return this.properties;
	}

	Outcome signIn() {
		this.company.directory.log().clear();
		this.company.domain.log().clear();
		return this.company.signIn(this.provider, this.properties);
	}

}
