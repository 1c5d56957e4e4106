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

package io.github.iwaspring.test.entra;

import java.net.http.HttpResponse;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Policies} at the token endpoint.
 */
class PoliciesTests {

	private static EmbeddedDirectory directory;

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@Test
	void tokenRequestWithoutSecondFactorNamesThePolicy() throws Exception {
		Map<String, Object> error = error(User.MIA, "AADSTS50076");
		assertThat(error).containsEntry("suberror", "basic_action");
		assertNamesAPolicy(error);
	}

	@Test
	void tokenRequestWithoutConsentIsRefused() throws Exception {
		assertThat(error(User.CORA, "AADSTS65001")).containsEntry("suberror", "consent_required")
			.doesNotContainKey("claims");
	}

	@Test
	void tokenRequestWithExpiredPasswordIsRefused() throws Exception {
		assertThat(error(User.PETRA, "AADSTS50144")).containsEntry("suberror", "user_password_expired")
			.doesNotContainKey("claims");
	}

	@Test
	void tokenRequestWithoutDeviceNamesThePolicy() throws Exception {
		assertNamesAPolicy(error(User.DORA, "AADSTS53000"));
	}

	@Test
	void tokenRequestOfBlockedUserIsRefused() throws Exception {
		assertThat(error(User.BLAKE, "AADSTS53003")).doesNotContainKeys("suberror", "claims");
	}

	@Test
	void tokenRequestOfOtherUserSucceeds() throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		assertThat(alice.call("/me", alice.accessToken()).statusCode()).isEqualTo(200);
	}

	private static Map<String, Object> error(User user, String number) throws Exception {
		ManualSignIn signIn = new ManualSignIn(directory, user);
		assertThat(signIn.userRealm(user.upn())).containsEntry("account_type", "Federated");
		HttpResponse<String> response = signIn.token(signIn.assertionForm(signIn.assertion()));
		assertThat(response.statusCode()).isEqualTo(400);
		Map<String, Object> members = ManualSignIn.json(response);
		assertThat(members).containsEntry("error", "invalid_grant");
		assertThat((String) members.get("error_description")).startsWith(number + ":");
		return members;
	}

	private static void assertNamesAPolicy(Map<String, Object> error) throws Exception {
		assertThat(JSONObjectUtils.parse((String) error.get("claims")).toString()).matches(
				"\\{access_token=\\{capolids=\\{(essential=true, values=\\[\\S+]|values=\\[\\S+], essential=true)}}}");
	}

}
