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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token is accepted only for the requested user and tenant, whatever the token endpoint
 * returns.
 */
class WhoseTokenTests {

	private static final String OTHER_TENANT = "11111111-1111-4111-8111-111111111111";

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void tokenOfOtherTenantIsRejected() {
		String authority = "https://" + this.directory.authority().getAuthority() + "/" + this.directory.tenantId();
		this.directory.on(Hop.TOKEN).rewrite(inIdToken("\"tid\":\"[^\"]*\"", "\"tid\":\"" + OTHER_TENANT + "\""));
		try (Application application = Application.start(this.directory.properties(), "iwa.authority=" + authority)) {
			application.refused(IwaErrorCode.TENANT_MISMATCH, Stage.TOKEN);
			this.directory.on(Hop.TOKEN).reset();
			assertThat(application.tokens().getToken().source()).as("the next token, as nothing was cached")
				.isEqualTo(Source.INTEGRATED);
		}
	}

	@Test
	void refreshThatChangesTenantIsRejected() {
		try (Application application = Application.start(this.directory.properties())) {
			application.tokens().getToken();
			this.directory.on(Hop.TOKEN).rewrite(inIdToken("\"tid\":\"[^\"]*\"", "\"tid\":\"" + OTHER_TENANT + "\""));
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.TOKEN, application::forcedToken);
		}
	}

	@Test
	void refreshThatChangesAccountIsRejected() {
		try (Application application = Application.start(this.directory.properties())) {
			application.tokens().getToken();
			this.directory.on(Hop.TOKEN)
				.rewrite(changed("client_info", "\"uid\":\"[^\"]*\"", "\"uid\":\"" + User.BOB.objectId() + "\""));
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.TOKEN, application::forcedToken);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "upn", "preferred_username", "email" })
	void explicitUsernameIsComparedWithEveryNameInIdToken(String claim) {
		this.directory.on(Hop.TOKEN)
			.rewrite(inIdToken("\"(upn|preferred_username|email)\":\"[^\"]*\"", "\"x\":\"y\"")
				.andThen(inIdToken("\"sub\":", "\"" + claim + "\":\"" + User.ALICE.upn() + "\",\"sub\":"))::apply);
		try (Application application = Application.start(this.directory.properties(),
				"iwa.username=" + User.ALICE.upn())) {
			assertThat(application.tokens().getToken()).isNotNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "access_token", "id_token", "client_info" })
	void responseWithoutRequiredMemberIsRejected(String member) {
		this.directory.on(Hop.TOKEN).rewrite((body) -> body.replace("\"" + member + "\":", "\"was_" + member + "\":"));
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.refused(IwaErrorCode.RESPONSE_INVALID, Stage.TOKEN)).hasMessageContaining(member);
		}
	}

	private static UnaryOperator<String> inIdToken(String pattern, String replacement) {
		return (body) -> {
			String idToken = member(body, "id_token");
			String[] parts = idToken.split("\\.");
			String payload = decode(parts[1]).replaceAll(pattern, replacement);
			return body.replace(idToken, parts[0] + "." + encode(payload) + "." + parts[2]);
		};
	}

	private static UnaryOperator<String> changed(String member, String pattern, String replacement) {
		return (body) -> {
			String value = member(body, member);
			return body.replace(value, encode(decode(value).replaceAll(pattern, replacement)));
		};
	}

	private static String member(String body, String name) {
		Matcher matcher = Pattern.compile("\"" + name + "\":\\s*\"([^\"]+)\"").matcher(body);
		assertThat(matcher.find()).as("a member " + name).isTrue();
		return matcher.group(1);
	}

	private static String decode(String text) {
		return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
	}

	private static String encode(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
