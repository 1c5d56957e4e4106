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

package io.github.iwaspring.signin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.microsoft.aad.msal4j.IAccount;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The account that the tokens of a session belong to, and checks that a token belongs to
 * it. The account is identified by the ids that the directory returned, and by the
 * username of the configuration if there is one. A username that was found automatically
 * is never compared.
 *
 * @param principal the Kerberos principal that signed in
 * @param homeAccountId msal4j's id of the account: object id and home tenant
 * @param tenant the tenant that issued the tokens
 */
record Account(String principal, String homeAccountId, String tenant) {

	/**
	 * Determines the account of a result.
	 * @param principal the Kerberos principal that signs in
	 * @throws IwaException {@code user-mismatch} or {@code tenant-mismatch} if the token
	 * belongs to another user or tenant than the settings ask for
	 */
	static Account of(MsalResult result, String principal, SignInSettings settings) {
		IAccount account = result.account();
		Json claims = claims(result.idToken());
		String tenant = claims.text("tid");
		if (account == null || account.homeAccountId() == null || tenant.isEmpty()) {
			throw IwaException.of(IwaErrorCode.RESPONSE_INVALID, Stage.TOKEN)
				.description("The response does not say whose token it is.")
				.action("Check that iwa.authority is an Entra ID authority.")
				.build();
		}
		if (settings.authority().tenantIsGuid() && !settings.authority().tenant().equalsIgnoreCase(tenant)) {
			throw IwaException.of(IwaErrorCode.TENANT_MISMATCH, Stage.TOKEN)
				.description("The token was issued by a tenant other than the one in iwa.authority.")
				.action("Set iwa.authority to the tenant that should issue the tokens.")
				.build();
		}
		String username = settings.username();
		if (username != null && usernames(claims).stream().noneMatch(username::equalsIgnoreCase)) {
			throw mismatch("The user who signed in is not the one in iwa.username.",
					"Remove iwa.username to use the account of the user who is signed in to the machine, or sign in to it "
							+ "as the user in iwa.username.");
		}
		return new Account(principal, account.homeAccountId(), tenant);
	}

	/**
	 * Checks that another account is this one.
	 * @throws IwaException {@code user-mismatch} if it is not
	 */
	void requireSame(Account other) {
		if (!equals(other)) {
			throw mismatch("The token belongs to a different account than the one that signed in first.",
					"Call signOut() before another user signs in.");
		}
	}

	/**
	 * Checks that the account belongs to the principal whose ticket is there now. Passes
	 * if there are no {@link NoCredentials credentials}: the account can be refreshed
	 * without them.
	 * @throws IwaException {@code user-mismatch} if it belongs to another principal
	 */
	void requireSame(KerberosIdentity identity) {
		if (!(identity instanceof NoCredentials) && !this.principal.equals(identity.principal())) {
			throw IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.USERNAME)
				.description("The Kerberos ticket belongs to a different principal than the one that signed in.")
				.action("Call signOut() to continue as the new user, or run kinit as the former one.")
				.build();
		}
	}

	private static IwaException mismatch(String description, String action) {
		return IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.TOKEN).description(description).action(action).build();
	}

	/**
	 * Reads the claims of a token. An ID token comes over TLS from the authority that
	 * issued it, so its signature need not be checked (OpenID Connect Core 1.0, section
	 * 3.1.3.7).
	 * @param token the token in compact form, or {@code null}
	 * @return the claims, empty if the token is missing or malformed
	 */
	static Json claims(@Nullable String token) {
		String[] parts = (token != null) ? token.split("\\.") : new String[0];
		Json claims = (parts.length > 1) ? Json.parseBase64Url(parts[1]) : null;
		return Objects.requireNonNullElse(claims, new Json(Map.of()));
	}

	/**
	 * The names of the user in the claims of an ID token, the one for display first.
	 */
	static List<String> usernames(Json claims) {
		return Stream.of("preferred_username", "upn", "email")
			.map(claims::text)
			.filter((name) -> !name.isEmpty())
			.toList();
	}

	/**
	 * Hides the user.
	 */
	@Override
	public String toString() {
		return "Account[tenant=" + this.tenant + "]";
	}

	/**
	 * The identity of a user without Kerberos credentials. A flow that needs them fails
	 * with the failure of reading them.
	 *
	 * @param failure why there are no credentials
	 */
	record NoCredentials(IwaException failure) implements KerberosIdentity {

		@Override
		public String principal() {
			throw this.failure;
		}

		@Override
		public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
			throw this.failure;
		}

	}

}
