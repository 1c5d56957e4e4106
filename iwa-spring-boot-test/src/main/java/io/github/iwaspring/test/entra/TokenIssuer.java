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
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.support.Json;
import io.github.iwaspring.test.tenant.RequestedClaims;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;

/**
 * Issues access tokens and ID tokens, and keeps the ids of access tokens until they are
 * revoked.
 */
final class TokenIssuer {

	/**
	 * The claims that are issued only on request: authentication contexts and client
	 * capabilities.
	 */
	private static final List<String> ON_REQUEST = List.of("acrs", "xms_cc");

	private final Tenant tenant;

	private final String issuer;

	private final Clock clock;

	private final Supplier<KeyMaterial> signing;

	private final String keyId = UUID.randomUUID().toString();

	private final Set<String> live = ConcurrentHashMap.newKeySet();

	private volatile Duration lifetime;

	TokenIssuer(Tenant tenant, String issuer, Supplier<KeyMaterial> signing, Clock clock, Duration lifetime) {
		this.tenant = tenant;
		this.issuer = issuer;
		this.clock = clock;
		this.lifetime = lifetime;
		this.signing = signing;
	}

	String issuer() {
		return this.issuer;
	}

	JWKSet publicKeys() {
		return new JWKSet(new RSAKey.Builder((RSAPublicKey) this.signing.get().publicKey()).keyUse(KeyUse.SIGNATURE)
			.algorithm(JWSAlgorithm.RS256)
			.keyID(this.keyId)
			.build());
	}

	void lifetime(Duration lifetime) {
		this.lifetime = lifetime;
	}

	boolean isLive(String tokenId) {
		return this.live.contains(tokenId);
	}

	void revokeAll() {
		this.live.clear();
	}

	/**
	 * Issues tokens and returns them as members of a token response, without a refresh
	 * token.
	 * @param user the user
	 * @param scopes the scopes
	 * @param clientId the client
	 * @param requested the requested claims
	 * @return the members
	 */
	Map<String, Object> issue(User user, RequestedScopes scopes, String clientId, RequestedClaims requested) {
		Instant now = this.clock.instant();
		long seconds = this.lifetime.toSeconds();
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("token_type", "Bearer");
		members.put("scope", scopes.granted());
		members.put("expires_in", seconds);
		members.put("ext_expires_in", seconds);
		members.put("access_token", accessToken(user, scopes, clientId, requested, now));
		members.put("id_token", idToken(user, clientId, now));
		members.put("client_info", clientInfo(user));
		return members;
	}

	private String accessToken(User user, RequestedScopes scopes, String clientId, RequestedClaims requested,
			Instant now) {
		String tokenId = UUID.randomUUID().toString();
		this.live.add(tokenId);
		JWTClaimsSet.Builder claims = claims(user, now).audience(scopes.resource().id().toString())
			.claim("azp", clientId)
			.claim("scp", scopes.resource().permission())
			.claim("uti", tokenId);
		ON_REQUEST.stream()
			.filter((name) -> !requested.valuesOf(name).isEmpty())
			.forEach((name) -> claims.claim(name, requested.valuesOf(name)));
		return sign(claims);
	}

	private String idToken(User user, String clientId, Instant now) {
		return sign(claims(user, now).audience(clientId));
	}

	private JWTClaimsSet.Builder claims(User user, Instant now) {
		return new JWTClaimsSet.Builder().issuer(this.issuer)
			.issueTime(Date.from(now))
			.notBeforeTime(Date.from(now))
			.expirationTime(Date.from(now.plus(this.lifetime)))
			.subject(
					Base64.getUrlEncoder().withoutPadding().encodeToString(user.upn().getBytes(StandardCharsets.UTF_8)))
			.claim("tid", this.tenant.id().toString())
			.claim("oid", user.objectId().toString())
			.claim("upn", user.upn())
			.claim("preferred_username", user.upn())
			.claim("name", user.displayName())
			.claim("ver", "2.0");
	}

	private String sign(JWTClaimsSet.Builder claims) {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(this.keyId).build();
		SignedJWT token = new SignedJWT(header, claims.build());
		try {
			token.sign(new RSASSASigner(this.signing.get().privateKey()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("A token could not be signed", ex);
		}
		return token.serialize();
	}

	private String clientInfo(User user) {
		String json = Json.write(Map.of("uid", user.objectId().toString(), "utid", this.tenant.id().toString()));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

}
