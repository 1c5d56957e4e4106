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

package io.github.iwaspring.windows;

import java.util.List;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole sign-ins of an application in the Windows JVM, at a directory that demands
 * extended protection. The ticket is the stand-in's; its binding is what the library
 * hands to SSPI.
 */
class SignInTests {

	private EmbeddedDirectory directory;

	@BeforeEach
	void start() {
		this.directory = EmbeddedDirectory.start((options) -> options.extendedProtection(true));
	}

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "always" })
	void boundTicketSignsInAndTheDoctorPassesEveryCheck(String mode) throws Exception {
		List<String> answers = desk().with("iwa.kerberos.channel-binding", mode)
			.run("token", "refreshed", "web-client", "rest-client", "fifty-callers", "sign-out", "token", "doctor");
		assertThat(answers).hasSize(8)
			.startsWith("INTEGRATED alice@contoso.com", "REFRESH alice@contoso.com", "200 OK", "200 OK", "1 token",
					"signed out", "INTEGRATED alice@contoso.com");
		assertThat(answers).last()
			.asString()
			.contains("\"healthy\":true", "on Windows 10, with Windows' own Kerberos (SSPI)",
					"The credentials are those of a***@CONTOSO", "a name that was found automatically",
					"The ticket is bound to its TLS connection")
			.doesNotContain("FAIL", "WARN", "alice");
	}

	@Test
	void ticketWithoutBindingIsRejected() throws Exception {
		assertThat(desk().with("iwa.kerberos.channel-binding", "never").run("token")).singleElement()
			.asString()
			.startsWith("negotiate-rejected WS_TRUST ")
			.contains("Extended Protection");
		assertThat(this.directory.log().requests(Hop.TOKEN)).isEmpty();
	}

	@Test
	void runtimeWithoutTheKerberosOfJavaSignsIn() throws Exception {
		Desk desk = desk();
		desk.jvm()
			.option("--limit-modules=java.desktop,java.logging,java.naming,java.management,java.net.http,jdk.crypto.ec,jdk.unsupported");
		assertThat(desk.run("token")).containsExactly("INTEGRATED alice@contoso.com");
	}

	@Test
	void userWithoutTicketIsToldSo() throws Exception {
		Desk desk = desk();
		desk.jvm()
			.with("KRB5CCNAME", "FILE:" + Wine.get().drive().resolve("no-such-cache"))
			.with("STANDIN_NAME", "CONTOSO\\alice");
		assertThat(desk.run("token")).singleElement().asString().startsWith("ticket-missing KERBEROS ");
	}

	private Desk desk() {
		return Desk.of(this.directory, User.ALICE);
	}

}
