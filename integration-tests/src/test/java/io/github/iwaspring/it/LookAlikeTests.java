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

import java.time.Duration;
import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Users with similar names are never mistaken for each other.
 */
class LookAlikeTests {

	private static final Duration TEN_HOURS = Duration.ofHours(10);

	private static final String JDK_TRANSPORT = "spring.http.clients.imperative.factory=jdk";

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	static List<Arguments> lookAlikes() {
		return List.of(arguments(User.ALICE, User.AL), arguments(User.AL, User.ALICE),
				arguments(User.ALICE, User.OTHER_ALICE), arguments(User.OTHER_ALICE, User.ALICE),
				arguments(User.BOB, User.OTHER_BOB), arguments(User.OTHER_BOB, User.BOB));
	}

	@ParameterizedTest
	@MethodSource("lookAlikes")
	void ticketOfLookAlikeIsRejectedUntilFormerUserSignsOut(User first, User second) {
		try (Application application = Application.start(this.directory.properties(first),
				"iwa.user-domain=contoso.com", JDK_TRANSPORT)) {
			assertThat(application.tokens().getToken().username()).isEqualTo(first.upn());
			this.directory.kinit(second, this.directory.ticketCache(first), TEN_HOURS);
			int before = this.directory.log().requests().size();
			for (int attempt = 0; attempt < 2; attempt++) {
				application.refused(IwaErrorCode.USER_MISMATCH, Stage.USERNAME, application::forcedToken);
			}
			assertThat(this.directory.log().requests()).as("requests as the second user").hasSize(before);
			application.tokens().signOut();
			IwaToken token = application.tokens().getToken();
			assertThat(token.source()).isEqualTo(Source.INTEGRATED);
			assertThat(token.username()).isEqualTo(second.upn());
			assertThat(application.forcedToken().username()).as("the account that is refreshed")
				.isEqualTo(second.upn());
			assertThat(userSeenByApi(application)).contains("\"" + second.upn() + "\"");
		}
	}

	@ParameterizedTest
	@MethodSource("lookAlikes")
	void applicationsOfLookAlikesCallApiAsTheirOwnUser(User first, User second) {
		try (Application one = withKeytab(first); Application other = withKeytab(second)) {
			assertThat(userSeenByApi(one)).contains("\"" + first.upn() + "\"");
			assertThat(userSeenByApi(other)).contains("\"" + second.upn() + "\"");
			assertThat(one.forcedToken().username()).isEqualTo(first.upn());
			assertThat(other.forcedToken().username()).isEqualTo(second.upn());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice.b@contoso.com", "malice@contoso.com", "lice@contoso.com", "alicia@contoso.com" })
	void similarExplicitUsernameIsRejectedAtEverySignIn(String username) {
		try (Application application = Application.start(this.directory.properties(), "iwa.username=" + username)) {
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.TOKEN);
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.TOKEN);
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("complete sign-ins").hasSize(2);
		}
	}

	@ParameterizedTest
	@MethodSource("lookAlikes")
	void explicitUsernameOfLookAlikeIsRejected(User first, User second) {
		try (Application application = Application.start(this.directory.properties(first),
				"iwa.username=" + second.upn())) {
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.TOKEN);
		}
	}

	private Application withKeytab(User user) {
		return Application.start(this.directory.properties(user), "iwa.user-domain=contoso.com", JDK_TRANSPORT,
				"iwa.kerberos.ticket-cache=", "iwa.kerberos.keytab=" + this.directory.keytab(user),
				"iwa.kerberos.principal=" + user.principal());
	}

	private static String userSeenByApi(Application application) {
		return String.valueOf(application.bean(RestClient.class).get().uri("/me").retrieve().body(String.class));
	}

}
