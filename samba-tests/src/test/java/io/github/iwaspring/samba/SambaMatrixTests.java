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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.iwaspring.samba.Company.Provider;
import io.github.iwaspring.samba.SambaMatrix.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sign-ins against Samba's Active Directory, by both providers.
 */
@Timeout(60)
class SambaMatrixTests {

	@TempDir
	private static Path folder;

	private static Company company;

	@BeforeAll
	static void start() throws IOException {
		company = Company.start(folder);
	}

	@AfterAll
	static void stop() {
		if (company != null) {
			company.close();
		}
	}

	static Stream<Row> rows() {
		return SambaMatrix.rows();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void situationHasItsOutcome(Row row) {
		try (Scene scene = new Scene(company, row.provider())) {
			Situations.named(row.situation()).arrange(scene);
			Outcome outcome = scene.signIn();
			String seen = outcome.line();
			if (outcome.username().isEmpty()) {
				assertThat(outcome.result()).as(seen).isEqualTo(row.result());
			}
			else {
				assertThat(outcome.username()).as(seen).isEqualTo(row.result() + "@contoso.com");
			}
			assertThat(company.directory.log().requests()).as(seen).hasSize(row.requests());
			assertThat(company.domain.log().authentications()).as(seen).isLessThanOrEqualTo(row.authentications());
			assertThat(company.domain.log().serviceTickets()).as(seen).isLessThanOrEqualTo(row.serviceTickets());
			assertWords(outcome.description(), row.description(), outcome);
			assertWords(outcome.action(), row.action(), outcome);
		}
	}

	private static void assertWords(String text, List<String> words, Outcome outcome) {
		if (!outcome.username().isEmpty()) {
			return;
		}
		for (String word : words) {
			if (word.startsWith("!")) {
				assertThat(text).as(outcome.line()).doesNotContainIgnoringCase(word.substring(1));
			}
			else {
				assertThat(text).as(outcome.line()).containsIgnoringCase(word);
			}
		}
		assertThat(text).doesNotContain("alice", "bob@", "jane.doe");
	}

	@ParameterizedTest
	@EnumSource
	void ticketTakesOneServiceTicketAndNoAuthentication(Provider provider) {
		try (Scene scene = new Scene(company, provider)) {
			scene.kinit(People.ALICE);
			scene.times(5);
			assertThat(scene.signIn().username()).isEqualTo(People.ALICE.upn());
			assertThat(company.domain.log().authentications()).isZero();
			// a response too large for UDP is requested again over TCP
			assertThat(company.domain.log().serviceTickets()).isBetween(1, 2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void wrongKeyIsTriedOnceAndDoesNotLockTheAccount(Provider provider) {
		try (Scene scene = new Scene(company, provider)) {
			scene.lockOutAfter(2);
			Situations.named("keytab, old key").arrange(scene);
			scene.times(30);
			Outcome last = scene.signIn();
			assertThat(last.result()).as(last.line()).isEqualTo("kerberos-failed");
			assertThat(last.retryAfter()).as(last.line()).isBetween(240L, 300L);
			assertThat(company.domain.log().wrongKeys()).isOne();
			company.domain.kinit(People.BOB.account(), company.file("not-locked"));
		}
	}

	/**
	 * On Java 25 the stand-in for AD FS, whose acceptor is the JDK's, rejects the RC4
	 * ticket that the platform's library gets and sends as it does on Java 17.
	 */
	@Test
	@EnabledOnJre(JRE.JAVA_17)
	void serviceWithRc4OnlySignsInByThePlatformsKerberos() {
		try (Scene scene = new Scene(company, Provider.NATIVE)) {
			Situations.named("etypes of service: RC4").arrange(scene);
			assertThat(scene.signIn().username()).isEqualTo(People.ALICE.upn());
		}
	}

}
