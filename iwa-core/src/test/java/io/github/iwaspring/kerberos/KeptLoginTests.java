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

package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.iwaspring.fixtures.KerberosFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link KeptLogin}: which failures end a login.
 */
class KeptLoginTests {

	/**
	 * A ticket-granting ticket that the domain controller cannot decrypt (RFC 4120).
	 */
	private static final int BAD_INTEGRITY = 31;

	private static final int SERVICE_UNKNOWN = 7;

	private KerberosLab lab;

	private KeptLogin logins;

	@BeforeEach
	void start(@TempDir Path folder) throws IOException {
		this.lab = new KerberosLab(folder);
		Path cache = KerberosFiles.ticketCache(this.lab.file("krb5cc"), "alice");
		this.logins = new KeptLogin(this.lab.settings(cache, null, null), () -> this.lab.now);
	}

	@AfterEach
	void stop() throws IOException {
		this.lab.close();
	}

	@Test
	void loginWhoseTicketTheDomainControllerRefusesIsReplacedAfterAMinute() {
		KeptLogin.Login login = this.logins.get();
		failAtTheDomainController(login, BAD_INTEGRITY);
		assertThat(this.logins.get()).as("a new one was just made").isSameAs(login);
		this.lab.now = this.lab.now.plus(Duration.ofMinutes(1));
		failAtTheDomainController(login, BAD_INTEGRITY);
		assertThat(login.isDiscarded()).isTrue();
		assertThat(this.logins.get()).isNotSameAs(login);
	}

	@Test
	void loginIsKeptWhenTheServiceIsUnknown() {
		KeptLogin.Login login = this.logins.get();
		this.lab.now = this.lab.now.plus(Duration.ofMinutes(1));
		failAtTheDomainController(login, SERVICE_UNKNOWN);
		assertThat(this.logins.get()).isSameAs(login);
	}

	private void failAtTheDomainController(KeptLogin.Login login, int number) {
		this.lab.kdc.answer(number);
		try (SpnegoContext context = JgssSpnegoContext.as(login, ServicePrincipalName.of(null, "adfs.contoso.com"))) {
			assertThat(catchThrowable(() -> context.nextToken(null))).isNotNull();
		}
	}

}
