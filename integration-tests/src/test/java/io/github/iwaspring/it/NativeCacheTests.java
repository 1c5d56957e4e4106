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

package io.github.iwaspring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.fixtures.SilentKdc;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ticket caches that only the platform's Kerberos can read.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@ExtendWith(SilentKdc.class)
class NativeCacheTests {

	private static final String SIGNED_IN_AS_ALICE = "INTEGRATED " + User.ALICE.upn();

	@TempDir
	private Path folder;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void ticketInKeyringSignsInNativelyOnly() throws IOException {
		try (MitKerberos mit = MitKerberos.ofKeyring(this.directory)) {
			try (ForkedApplication application = start(mit, Map.of())) {
				assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
				assertThat(mit.klist()).contains("KEYRING:session:iwa-", "HTTP/localhost@CONTOSO.COM");
				mit.kinit(User.BOB);
				assertThat(application.ask("forced")).startsWith("user-mismatch USERNAME ");
				assertThat(application.ask("sign-out")).isEqualTo("done");
				assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.BOB.upn());
			}
			try (ForkedApplication application = start(mit, Map.of("iwa.kerberos.provider", "java"))) {
				assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS ")
					.contains("KEYRING:session:iwa-")
					.endsWith("Set iwa.kerberos.provider to 'native', or write a ticket to a file with kinit -c.");
			}
		}
	}

	@Test
	void ticketInKcmDaemonSignsIn() throws IOException {
		try (KcmDaemon daemon = KcmDaemon.start(this.folder);
				MitKerberos mit = MitKerberos.ofKcm(this.directory, daemon);
				ForkedApplication application = start(mit, Map.of())) {
			assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS ").contains("kinit");
			mit.kinit(User.ALICE);
			assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
			assertThat(mit.klist()).contains("Ticket cache: KCM:", "HTTP/localhost@CONTOSO.COM");
			mit.kdestroy();
			assertThat(application.ask("forced")).isEqualTo("REFRESH " + User.ALICE.upn());
			this.directory.expireRefreshTokens();
			assertThat(application.ask("forced")).startsWith("ticket-missing KERBEROS ");
		}
	}

	@Test
	void primaryTicketOfKcmDaemonSignsIn() throws IOException {
		try (KcmDaemon daemon = KcmDaemon.start(this.folder);
				MitKerberos mit = MitKerberos.ofKcm(this.directory, daemon);
				ForkedApplication application = start(mit, Map.of())) {
			mit.kinit(User.ALICE);
			application.ask("token");
			mit.kinit(User.BOB);
			assertThat(application.ask("token")).isEqualTo("CACHE " + User.ALICE.upn());
			assertThat(application.ask("forced")).startsWith("user-mismatch USERNAME ");
			mit.kswitch(User.ALICE);
			assertThat(application.ask("forced")).isEqualTo("REFRESH " + User.ALICE.upn());
			mit.kswitch(User.BOB);
			application.ask("sign-out");
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.BOB.upn());
		}
	}

	private ForkedApplication start(MitKerberos mit, Map<String, String> more) throws IOException {
		return ForkedApplication.startNative(this.directory, mit, List.of(), more);
	}

}
