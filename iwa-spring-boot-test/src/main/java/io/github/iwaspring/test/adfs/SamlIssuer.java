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

package io.github.iwaspring.test.adfs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.tenant.User;

/**
 * Writes and signs assertions about users with a Kerberos ticket.
 */
public final class SamlIssuer {

	private final String issuer;

	private final SamlVersion version;

	private final Supplier<KeyMaterial> signing;

	private final Clock clock;

	/**
	 * Creates an issuer.
	 * @param issuer the name of the issuer
	 * @param version the version of SAML
	 * @param signing the key to sign with
	 * @param clock the clock for the time of issue
	 */
	public SamlIssuer(String issuer, SamlVersion version, Supplier<KeyMaterial> signing, Clock clock) {
		this.issuer = issuer;
		this.version = version;
		this.signing = signing;
		this.clock = clock;
	}

	/**
	 * Issues an assertion.
	 * @param user the user
	 * @param audience the audience
	 * @param lifetime how long the assertion is valid
	 * @return the assertion
	 */
	public Assertion issue(User user, String audience, Duration lifetime) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		String id = "_" + UUID.randomUUID();
		String unsigned = this.version.assertion(id, this.issuer, now, now.plus(lifetime), audience, user);
		return new Assertion(id, this.version, now, now.plus(lifetime),
				AssertionSigner.sign(unsigned, this.version, this.signing.get()));
	}

	/**
	 * A signed assertion.
	 *
	 * @param id its id
	 * @param version its version
	 * @param issuedAt when it was issued
	 * @param expiresAt when it expires
	 * @param xml the assertion
	 */
	public record Assertion(String id, SamlVersion version, Instant issuedAt, Instant expiresAt, String xml) {

		@Override
		public String toString() {
			return "Assertion[" + this.id + "]";
		}

	}

}
