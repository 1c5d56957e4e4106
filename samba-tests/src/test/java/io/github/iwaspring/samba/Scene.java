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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import io.github.iwaspring.samba.Company.Provider;
import io.github.iwaspring.test.http.Hop;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * One sign-in: where its application finds tickets and keys. The JDK's Kerberos is told
 * so by properties, and the platform's by the environment that its process was started
 * with.
 */
final class Scene implements AutoCloseable {

	private static final Account BOB = People.BOB.account();

	/**
	 * The time from 1601, where Active Directory's times begin, to 1970.
	 */
	private static final long FROM_1601_MILLIS = 11_644_473_600_000L;

	private static final int ATTEMPTS = 3;

	final Company company;

	final Provider provider;

	private final Map<String, String> properties;

	private final Deque<Runnable> undo = new ArrayDeque<>();

	private String clock = "";

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

	/**
	 * Changes an attribute of Bob's account until the end of this scene.
	 */
	void change(String attribute, String before) {
		domain().modify(BOB.toReplace(attribute));
		this.undo.push(() -> domain().modify(BOB.toReplace(before)));
	}

	/**
	 * As {@link #change}, for a value that only the domain controller itself can set.
	 * @param before the LDIF that takes it back
	 */
	void changeUnchecked(String attribute, String before) {
		domain().modifyUnchecked(BOB.toReplace(attribute));
		this.undo.push(() -> domain().modify(before));
	}

	void changePassword(String password) {
		domain().modify(BOB.toReplacePassword(password));
		this.undo.push(() -> domain().modify(BOB.toReplacePassword(BOB.password())));
	}

	/**
	 * Locks Bob's account, as too many wrong passwords do.
	 */
	void lock() {
		long now = (System.currentTimeMillis() + FROM_1601_MILLIS) * 10_000;
		changeUnchecked("lockoutTime: " + now, BOB.toReplace("lockoutTime: 0"));
	}

	/**
	 * Lets somebody try wrong passwords of Bob until the domain locks his account.
	 */
	void lockByWrongPasswords() {
		lockOutAfter(ATTEMPTS);
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			assertThatIllegalStateException()
				.isThrownBy(() -> domain().kinit(BOB.withPassword("Passw0rd-of-a-guess"), this.company.file("guess")))
				.withMessageContaining("kinit");
		}
	}

	/**
	 * Lets the domain lock accounts until the end of this scene.
	 * @param attempts the number of wrong passwords
	 */
	void lockOutAfter(int attempts) {
		String unlocked = BOB.toReplace("lockoutTime: 0"); // and no attempt counts any
															// more
		domain().modify(unlocked);
		domain().lockOutAfter(attempts);
		this.undo.push(() -> {
			domain().lockOutAfter(0);
			domain().modify(unlocked);
		});
	}

	/**
	 * Lets Bob's password be older than the policy of the domain allows.
	 */
	void expirePassword() {
		changeUnchecked("pwdLastSet: 130000000000000000", BOB.toReplacePassword(BOB.password()));
	}

	void delete() {
		domain().modify(BOB.toDelete());
		this.undo.push(() -> domain().add(BOB.toAdd()));
	}

	void freeze() {
		domain().freeze();
		this.undo.push(domain()::resume);
		set("iwa.token.acquire-timeout", "3s");
	}

	/**
	 * Announces changes of the federation service's account, which the end of this scene
	 * takes back.
	 */
	void serviceChanges() {
		this.undo.push(this.company::restoreService);
	}

	/**
	 * Replaces the keytab of the federation service.
	 */
	void serviceKeytab(Account account, String... types) {
		KeytabFile.write(this.company.serviceKeytab, Company.SERVICE_NAME + "@" + SambaDomain.REALM, account, types);
	}

	/**
	 * Sets the clock of the application's process.
	 * @param clock the difference, as faketime takes it
	 */
	void clock(String clock) {
		this.clock = clock;
	}

	/**
	 * Requests a token several times. The outcome is the last one.
	 */
	void times(int times) {
		set(SignIn.TIMES, String.valueOf(times));
	}

	void set(String property, String value) {
		this.properties.put(property, value);
	}

	Outcome signIn() {
		this.company.directory.log().clear();
		this.company.domain.log().clear();
		return this.company.signIn(this.provider, this.clock, this.properties);
	}

	@Override
	public void close() {
		for (Hop hop : Hop.values()) {
			this.company.directory.on(hop).reset();
		}
		this.undo.forEach(Runnable::run);
	}

}
