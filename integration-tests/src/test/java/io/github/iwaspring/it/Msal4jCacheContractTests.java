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

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.TokenCache;
import io.github.iwaspring.support.Json;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is assumed about msal4j's token cache: its text, and how msal4j accesses it.
 */
class Msal4jCacheContractTests extends Msal4jContract {

	@Test
	void accessTokenInTheCacheHasTheMembersThatAreRead() {
		refreshInHalfAnHour();
		PublicClientApplication application = application();
		IAuthenticationResult result = signIn(application);
		Json entry = onlyEntry(application, "AccessToken");
		assertThat(entry.text("secret")).isEqualTo(result.accessToken());
		assertThat(entry.text("realm")).isEqualTo(tenant());
		assertThat(entry.text("target").split(" ")).contains(Resource.ORDERS.defaultScope());
		assertThat(entry.text("expires_on"))
			.isEqualTo(String.valueOf(result.expiresOnDate().toInstant().getEpochSecond()));
		assertThat(entry.text("refresh_on")).isEqualTo(String.valueOf(result.metadata().refreshOn()));
	}

	@Test
	void idTokenInTheCacheHasTheMembersThatAreRead() {
		PublicClientApplication application = application();
		IAuthenticationResult result = signIn(application);
		Json entry = onlyEntry(application, "IdToken");
		assertThat(entry.text("secret")).isEqualTo(result.idToken());
		assertThat(entry.text("realm")).isEqualTo(tenant());
	}

	@ParameterizedTest
	@ValueSource(strings = { "AccessToken", "IdToken", "RefreshToken", "Account" })
	void entryOfAnAccountInTheCacheHasItsHomeAccountId(String kind) {
		PublicClientApplication application = application();
		IAuthenticationResult result = signIn(application);
		assertThat(onlyEntry(application, kind).text("home_account_id")).isEqualTo(result.account().homeAccountId());
	}

	@Test
	void homeAccountIdIsUserAndTenantOfTheClientInfo() {
		assertThat(signIn(application()).account().homeAccountId()).endsWith("." + directory.tenantId());
	}

	@Test
	void homeAccountIdTellsUsersWithSimilarNamesApart() {
		Set<String> ids = new HashSet<>();
		for (User user : List.of(User.ALICE, User.AL, User.OTHER_ALICE, User.BOB, User.OTHER_BOB)) {
			PublicClientApplication application = builder().httpClient(new RecordingHttpClient(directory, user))
				.build();
			ids.add(application
				.acquireToken(IntegratedWindowsAuthenticationParameters.builder(SCOPES, user.upn()).build())
				.join()
				.account()
				.homeAccountId());
		}
		assertThat(ids).hasSize(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[1]", "{\"AccessToken\":\"text\"}" })
	void unreadableCacheTextIsARuntimeException(String text) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> new TokenCache().deserialize(text));
	}

	@Test
	void cacheTextOfOneClientIsReadByAnother() {
		PublicClientApplication first = application();
		signIn(first);
		PublicClientApplication second = application();
		second.tokenCache().deserialize(first.tokenCache().serialize());
		assertThat(second.getAccounts().join()).singleElement()
			.extracting(IAccount::username)
			.isEqualTo(User.ALICE.upn());
	}

	@Test
	void removedAccountLeavesNoToken() {
		PublicClientApplication application = application();
		application.removeAccount(signIn(application).account()).join();
		for (String kind : List.of("AccessToken", "IdToken", "RefreshToken", "Account")) {
			assertThat(cache(application).object(kind).members()).as(kind).isEmpty();
		}
	}

	@Test
	void cacheAccessSaysBeforehandWhetherTheCacheWillChange() {
		RecordingAspect aspect = new RecordingAspect(false);
		PublicClientApplication application = builder().setTokenCacheAccessAspect(aspect).build();
		IAccount account = signIn(application).account();
		assertThat(aspect.calls).containsExactly("before true", "after true");
		application.getAccounts().join();
		assertThat(aspect.calls).hasSize(4).endsWith("before false", "after false");
		application.removeAccount(account).join();
		assertThat(aspect.calls).hasSize(6).endsWith("before true", "after true");
	}

	@Test
	void cacheAccessThatFailsBeforehandHasNoEnd() {
		RecordingAspect aspect = new RecordingAspect(true);
		PublicClientApplication application = builder().setTokenCacheAccessAspect(aspect).build();
		assertThatThrownBy(application.getAccounts()::join).hasRootCauseInstanceOf(IllegalStateException.class);
		assertThat(aspect.calls).containsExactly("before false");
	}

	@Test
	void cacheAccessBeginsAndEndsOnOneThread() {
		RecordingAspect aspect = new RecordingAspect(false);
		QueueExecutor executor = new QueueExecutor();
		PublicClientApplication application = builder().executorService(executor)
			.setTokenCacheAccessAspect(aspect)
			.build();
		application.acquireToken(integrated());
		executor.run();
		assertThat(aspect.threads).hasSize(2).containsOnly(Thread.currentThread());
	}

	private static String tenant() {
		return directory.authority().getPath().replace("/", "");
	}

	private static Json onlyEntry(PublicClientApplication application, String kind) {
		Json entries = cache(application).object(kind);
		assertThat(entries.members()).hasSize(1);
		return entries.object(entries.members().keySet().iterator().next());
	}

	/**
	 * Records the accesses to the token cache, or fails at the first.
	 */
	private static final class RecordingAspect implements ITokenCacheAccessAspect {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		private final List<Thread> threads = new CopyOnWriteArrayList<>();

		private final boolean failing;

		RecordingAspect(boolean failing) {
			this.failing = failing;
		}

		@Override
		public void beforeCacheAccess(ITokenCacheAccessContext access) {
			this.calls.add("before " + access.hasCacheChanged());
			this.threads.add(Thread.currentThread());
			if (this.failing) {
				throw new IllegalStateException();
			}
		}

		@Override
		public void afterCacheAccess(ITokenCacheAccessContext access) {
			this.calls.add("after " + access.hasCacheChanged());
			this.threads.add(Thread.currentThread());
		}

	}

}
