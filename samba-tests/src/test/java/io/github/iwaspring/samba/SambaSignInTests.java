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

import io.github.iwaspring.samba.Company.Provider;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sign-ins against Samba's Active Directory, by both providers.
 */
class SambaSignInTests {

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

	@ParameterizedTest
	@EnumSource
	void ticketSignsIn(Provider provider) {
		Scene scene = new Scene(company, provider);
		scene.kinit(People.ALICE);
		Outcome outcome = scene.signIn();
		assertThat(outcome.username()).as(outcome.line()).isEqualTo("alice@contoso.com");
		assertThat(company.directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST,
				Hop.TOKEN);
		assertThat(company.domain.log().authentications()).isZero();
		// an answer too large for UDP is asked for again over TCP
		assertThat(company.domain.log().serviceTickets()).isBetween(1, 2);
	}

	@ParameterizedTest
	@EnumSource
	void keytabSignsIn(Provider provider) {
		Scene scene = new Scene(company, provider);
		scene.keytab(People.JANE);
		Outcome outcome = scene.signIn();
		assertThat(outcome.username()).as(outcome.line()).isEqualTo("jane.doe@contoso.com");
		// an answer too large for UDP is asked for again over TCP
		assertThat(company.domain.log().serviceTickets()).isBetween(1, 2);
	}

}
