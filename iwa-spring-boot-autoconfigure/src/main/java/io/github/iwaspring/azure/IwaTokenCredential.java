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

import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.entra.Authority;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The signed-in user's tokens for clients of the Azure SDK.
 * <p>
 * Claims are passed on. Whether the client handles Continuous Access Evaluation is
 * ignored, since {@code iwa.client-capabilities} tells the directory what the application
 * does: azure-core always says yes. A token of another tenant is refused, and so is one
 * with proof of possession, which is not implemented: a bearer token in its place would
 * be less than was asked for. A request without scopes is refused as well: the token of
 * {@code iwa.scopes} is for an API that the client does not call.
 */
final class IwaTokenCredential implements TokenCredential {

	private final IwaTokenService tokens;

	private final @Nullable Authority authority;

	IwaTokenCredential(IwaTokenService tokens, @Nullable Authority authority) {
		this.tokens = tokens;
		this.authority = authority;
	}

	@Override
	public Mono<AccessToken> getToken(TokenRequestContext request) {
		return Mono.defer(() -> {
			UnaryOperator<IwaToken> check = check(request);
			return Mono.fromFuture(() -> this.tokens.getTokenAsync(asIwaRequest(request)))
				.map((token) -> asAccessToken(check.apply(token)));
		});
	}

	/**
	 * Waits for the token on the caller's thread, within the bounds of the token service.
	 * The method of the interface would block a {@link Mono} without a bound.
	 */
	@Override
	public AccessToken getTokenSync(TokenRequestContext request) {
		UnaryOperator<IwaToken> check = check(request);
		return asAccessToken(check.apply(this.tokens.getToken(asIwaRequest(request))));
	}

	private UnaryOperator<IwaToken> check(TokenRequestContext request) {
		if (request.getProofOfPossessionOptions() != null) {
			throw IwaException.of(IwaErrorCode.CONFIGURATION_REFUSED, Stage.CONFIGURATION)
				.description("A client of the Azure SDK asks for a token with proof of possession.")
				.action("Configure that client to use bearer tokens, or give it another credential.")
				.build();
		}
		if (request.getScopes().isEmpty()) {
			throw IwaException.of(IwaErrorCode.CONFIGURATION_REFUSED, Stage.CONFIGURATION)
				.description("A client of the Azure SDK asks for a token without a scope.")
				.action("Configure that client with the scopes of its service, such as https://vault.azure.net/.default.")
				.build();
		}
		String tenant = request.getTenantId();
		return (tenant != null && !tenant.isBlank()) ? NamedTenant.require(tenant, this.authority) : (token) -> token;
	}

	private static IwaTokenRequest asIwaRequest(TokenRequestContext request) {
		IwaTokenRequest wanted = IwaTokenRequest.defaults().withScopes(request.getScopes().toArray(String[]::new));
		String claims = request.getClaims();
		return (claims != null && !claims.isBlank()) ? wanted.withClaims(claims) : wanted;
	}

	private static AccessToken asAccessToken(IwaToken token) {
		return new AccessToken(token.value(), token.expiresAt().atOffset(ZoneOffset.UTC));
	}

}
