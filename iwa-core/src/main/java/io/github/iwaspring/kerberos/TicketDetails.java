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

package io.github.iwaspring.kerberos;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;

import org.ietf.jgss.GSSCredential;
import org.jspecify.annotations.Nullable;

/**
 * The details of a ticket-granting ticket that a report may show. Nothing here is secret.
 *
 * @param expiresAt when it expires, or {@code null} if that is unknown
 * @param encryptionType the name of its session key's encryption type (RFC 3961, section
 * 8), or {@code null} if that is unknown
 */
public record TicketDetails(@Nullable Instant expiresAt, @Nullable String encryptionType) {

	private static final Map<Integer, String> ENCRYPTION_TYPES = Map.of(1, "des-cbc-crc", 3, "des-cbc-md5", 16,
			"des3-cbc-sha1", 17, "aes128-cts-hmac-sha1-96", 18, "aes256-cts-hmac-sha1-96", 19,
			"aes128-cts-hmac-sha256-128", 20, "aes256-cts-hmac-sha384-192", 23, "rc4-hmac");

	/**
	 * Describes the ticket-granting ticket of a Subject, if there is one.
	 */
	static @Nullable TicketDetails of(Subject subject) {
		return subject.getPrivateCredentials(KerberosTicket.class)
			.stream()
			.filter((ticket) -> ticket.getServer().getName().startsWith("krbtgt/"))
			.findFirst()
			.map(TicketDetails::of)
			.orElse(null);
	}

	/**
	 * Describes a ticket by its remaining lifetime, in seconds.
	 */
	static TicketDetails expiringIn(int seconds) {
		return new TicketDetails((seconds != GSSCredential.INDEFINITE_LIFETIME)
				? Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS) : null, null);
	}

	private static TicketDetails of(KerberosTicket ticket) {
		Date end = ticket.getEndTime();
		int type = ticket.getSessionKeyType();
		return new TicketDetails((end != null) ? end.toInstant() : null,
				ENCRYPTION_TYPES.getOrDefault(type, "encryption type " + type));
	}

}
