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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The authorization code grant. A code is valid once, for ten minutes, and only with the
 * client, the redirect URI and the verifier (RFC 7636) of its request. Safe for use by
 * several threads.
 */
final class AuthorizationCodes {

	static final String TYPE = "authorization_code";

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private final Map<String, Issued> codes = new HashMap<>();

	private final Set<String> redeemed = new HashSet<>();

	private final Clock clock;

	AuthorizationCodes(Clock clock) {
		this.clock = clock;
	}

	synchronized String issue(AuthorizationRequest request, SignedIn who) {
		String code = "1.A" + RandomValues.token();
		this.codes.put(code, new Issued(request, who, this.clock.instant().plus(LIFETIME)));
		return code;
	}

	/**
	 * Redeems a code.
	 * @param clientId the client
	 * @param form the fields of the token request
	 * @return the sign-in
	 * @throws EntraError if the code is not valid for this request
	 */
	synchronized SignedIn redeem(String clientId, Map<String, String> form) throws EntraError {
		String code = Parameters.require(form, "code");
		String redirectUri = Parameters.require(form, "redirect_uri");
		String verifier = Parameters.require(form, "code_verifier");
		if (this.redeemed.contains(code)) {
			throw SignInErrors.codeRedeemed();
		}
		Issued issued = this.codes.get(code);
		if (issued == null || !issued.request().clientId().equals(clientId)) {
			throw SignInErrors.codeUnknown();
		}
		if (!this.clock.instant().isBefore(issued.expiresAt())) {
			throw SignInErrors.codeExpired();
		}
		String requested = issued.request().redirection().uri();
		if (!requested.equals(redirectUri)) {
			throw SignInErrors.redirectDiffers(redirectUri, requested);
		}
		if (!challenge(verifier).equals(issued.request().codeChallenge())) {
			throw SignInErrors.verifierDiffers();
		}
		this.codes.remove(code);
		this.redeemed.add(code);
		return issued.who();
	}

	/**
	 * Returns the code challenge of a verifier by the method {@code S256}.
	 */
	private static String challenge(String verifier) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Issued(AuthorizationRequest request, SignedIn who, Instant expiresAt) {

	}

}
