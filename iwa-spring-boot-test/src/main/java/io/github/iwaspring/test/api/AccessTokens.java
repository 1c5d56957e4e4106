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

package io.github.iwaspring.test.api;

import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.iwaspring.test.tenant.Resource;

/**
 * Verifies access tokens: signature, issuer, audience, times (without any tolerance) and
 * revocation.
 */
public final class AccessTokens {

	private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

	private final Predicate<String> live;

	/**
	 * Creates a verifier.
	 * @param audience the API that tokens must be for
	 * @param issuer the issuer that tokens must have
	 * @param keys the issuer's keys
	 * @param live whether the token with an id was not revoked
	 * @param clock the clock
	 */
	public AccessTokens(Resource audience, String issuer, Supplier<JWKSet> keys, Predicate<String> live, Clock clock) {
		this.live = live;
		this.processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256,
				(selector, context) -> selector.select(keys.get())));
		JWTClaimsSet expected = new JWTClaimsSet.Builder().issuer(issuer).build();
		DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(audience.id().toString(),
				expected, Set.of("exp", "nbf", "oid", "upn", "scp", "uti")) {
			@Override
			protected Date currentTime() {
				return Date.from(clock.instant());
			}
		};
		claims.setMaxClockSkew(0);
		this.processor.setJWTClaimsSetVerifier(claims);
	}

	JWTClaimsSet verify(String token) throws BadJWTException {
		try {
			JWTClaimsSet claims = this.processor.process(token, null);
			if (!this.live.test(claims.getStringClaim("uti"))) {
				throw new Revoked();
			}
			return claims;
		}
		catch (BadJWTException ex) {
			throw ex;
		}
		catch (ParseException | BadJOSEException | JOSEException ex) {
			throw new BadJWTException("The token is not signed by the issuer", ex);
		}
	}

	/**
	 * Thrown for a token that was valid until it was revoked.
	 */
	static final class Revoked extends BadJWTException {

		private static final long serialVersionUID = 1L;

		Revoked() {
			super("The token has been revoked");
		}

	}

}
