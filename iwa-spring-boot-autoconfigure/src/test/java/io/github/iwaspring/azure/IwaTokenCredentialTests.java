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

package io.github.iwaspring.azure;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.ProofOfPossessionOptions;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpMethod;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.entra.Authority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link IwaTokenCredential}.
 */
class IwaTokenCredentialTests {

	private static final String HOST = "https://login.microsoftonline.com/";

	private final Tokens tokens = Tokens.ofTenant(Tokens.TENANT);

	@ParameterizedTest
	@EnumSource
	void requestIsPassedOnAndTokenReturned(Way way) {
		AccessToken token = way.get(credential("contoso.com"),
				new TokenRequestContext().addScopes("https://vault.azure.net/.default").setClaims("{}"));
		assertThat(token.getToken()).isEqualTo(this.tokens.value);
		assertThat(token.getExpiresAt()).isEqualTo(Tokens.EXPIRY.atOffset(ZoneOffset.UTC));
		assertThat(this.tokens.requests).containsExactly(
				IwaTokenRequest.defaults().withScopes("https://vault.azure.net/.default").withClaims("{}"));
	}

	@ParameterizedTest
	@EnumSource
	void continuousAccessEvaluationChangesNothing(Way way) {
		way.get(credential("contoso.com"), new TokenRequestContext().addScopes("scope").setCaeEnabled(true));
		assertThat(this.tokens.requests).containsExactly(IwaTokenRequest.defaults().withScopes("scope"));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			# authority, the tenant that the client names
			contoso.com, none
			contoso.com, ''
			contoso.com, CONTOSO.com
			11111111-2222-4333-8444-555555555555, 11111111-2222-4333-8444-555555555555
			contoso.com, 11111111-2222-4333-8444-555555555555
			organizations, 11111111-2222-4333-8444-555555555555
			none, 11111111-2222-4333-8444-555555555555
			none, none
			""")
	void tokenOfTheUsersTenantIsHandedOut(String authority, String named) {
		for (Way way : Way.values()) {
			assertThat(way.get(credential(authority), request(named)).getToken()).isEqualTo(this.tokens.value);
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			# authority, the tenant that the client names, requests of a token before it is refused
			11111111-2222-4333-8444-555555555555, 99999999-2222-4333-8444-555555555555, 0
			11111111-2222-4333-8444-555555555555, contoso.com, 0
			contoso.com, fabrikam.com, 0
			contoso.com, common, 0
			none, contoso.com, 0
			contoso.com, 99999999-2222-4333-8444-555555555555, 1
			organizations, 99999999-2222-4333-8444-555555555555, 1
			none, 99999999-2222-4333-8444-555555555555, 1
			""")
	void tokenOfAnotherTenantIsRefused(String authority, String named, int requests) {
		for (Way way : Way.values()) {
			this.tokens.requests.clear();
			IwaException failure = refused(way, credential(authority), request(named));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.TENANT_MISMATCH);
			assertThat(failure.isLocal()).isEqualTo(requests == 0);
			assertThat(failure).hasMessageNotContaining(this.tokens.value);
			assertThat(this.tokens.requests).hasSize(requests);
		}
	}

	@ParameterizedTest
	@EnumSource
	void tokenThatCannotBeReadIsNotHandedOutForATenant(Way way) {
		IwaException failure = refused(way, new IwaTokenCredential(Tokens.opaque(), null), request(Tokens.TENANT));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.TENANT_MISMATCH);
	}

	@ParameterizedTest
	@EnumSource
	void proofOfPossessionIsRefusedBeforeATokenIsRequested(Way way) throws Exception {
		IwaException failure = refused(way, credential("contoso.com"),
				new TokenRequestContext().addScopes("scope")
					.setProofOfPossessionOptions(new ProofOfPossessionOptions().setProofOfPossessionNonce("nonce")
						.setRequestMethod(HttpMethod.GET)
						.setRequestUrl(URI.create("https://graph.microsoft.com/v1.0/me").toURL())));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
		assertThat(this.tokens.requests).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void clientWithoutScopesGetsNoTokenOfTheDefaultOnes(Way way) {
		IwaException failure = refused(way, credential("contoso.com"), new TokenRequestContext());
		assertThat(failure.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
		assertThat(this.tokens.requests).isEmpty();
	}

	@Test
	void requestBeginsWithTheSubscriptionAndEndsWithIt() {
		CompletableFuture<IwaToken> pending = new CompletableFuture<>();
		IwaTokenService never = new IwaTokenService() {

			@Override
			public IwaToken getToken(IwaTokenRequest request) {
				throw new UnsupportedOperationException();
			}

			@Override
			public CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request) {
				IwaTokenCredentialTests.this.tokens.requests.add(request);
				return pending;
			}

			@Override
			public void invalidate(IwaToken token) {
			}

			@Override
			public void signOut() {
			}

		};
		var token = new IwaTokenCredential(never, null).getToken(request(null));
		assertThat(this.tokens.requests).isEmpty();
		Disposable subscription = token.subscribe();
		assertThat(this.tokens.requests).hasSize(1);
		subscription.dispose();
		assertThat(pending).isCancelled();
	}

	private IwaTokenCredential credential(String tenant) {
		return new IwaTokenCredential(this.tokens, (tenant != null) ? Authority.parse(HOST + tenant) : null);
	}

	private static TokenRequestContext request(String tenant) {
		return new TokenRequestContext().addScopes("scope").setTenantId(tenant);
	}

	private static IwaException refused(Way way, TokenCredential credential, TokenRequestContext request) {
		IwaException failure = catchThrowableOfType(IwaException.class, () -> way.get(credential, request));
		assertThat(failure).isNotNull();
		return failure;
	}

	/**
	 * The two ways to ask for a token.
	 */
	enum Way {

		ASYNC((credential, request) -> credential.getToken(request).block()), SYNC(TokenCredential::getTokenSync);

		private final BiFunction<TokenCredential, TokenRequestContext, AccessToken> call;

		Way(BiFunction<TokenCredential, TokenRequestContext, AccessToken> call) {
			this.call = call;
		}

		AccessToken get(TokenCredential credential, TokenRequestContext request) {
			return this.call.apply(credential, request);
		}

	}

}
