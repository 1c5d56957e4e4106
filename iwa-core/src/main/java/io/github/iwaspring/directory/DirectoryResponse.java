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

package io.github.iwaspring.directory;

import java.net.http.HttpHeaders;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

import io.github.iwaspring.entra.AuthenticateChallenge;
import org.jspecify.annotations.Nullable;

/**
 * A response of the directory, read to its end.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, empty if there was none
 * @param serverCertificate the certificate of the TLS server, or {@code null} without TLS
 */
record DirectoryResponse(int status, HttpHeaders headers, String body, @Nullable X509Certificate serverCertificate) {

	/**
	 * The action for a body that is not of the protocol.
	 */
	static final String CHECK_PROXY = "A proxy or a captive portal may have answered in the host's place.";

	private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);

	boolean isOk() {
		return this.status == 200;
	}

	/**
	 * Names the content type of a body that is not the expected one, as a further
	 * sentence of a message.
	 * @return the sentence with a leading space, or an empty string without a plain type
	 */
	String describeBody() {
		if (this.body.isBlank()) {
			return " The body is empty.";
		}
		String type = this.headers.firstValue("Content-Type").orElse("").split(";", 2)[0].strip();
		return type.matches("[\\w.+-]{1,40}/[\\w.+-]{1,40}") ? " The content type is " + type + "." : "";
	}

	/**
	 * Returns the challenges of a header.
	 * @param header {@code WWW-Authenticate} or {@code Proxy-Authenticate}
	 */
	List<AuthenticateChallenge> challenges(String header) {
		return AuthenticateChallenge.parse(this.headers.allValues(header));
	}

	/**
	 * Returns the time to wait that the response demands, in seconds or as a date (RFC
	 * 9110, section 10.2.3); at most a day. The caller is told what the directory asked,
	 * within this bound; the library itself tries again after at most an hour, see
	 * {@code RetryPolicy}.
	 * @return the time, or {@code null} without a readable {@code Retry-After} header
	 */
	@Nullable Duration retryAfter() {
		String value = this.headers.firstValue("Retry-After").map(String::trim).orElse("");
		if (value.isEmpty()) {
			return null;
		}
		try {
			Duration demanded = value.chars().allMatch(Character::isDigit) ? Duration.ofSeconds(Long.parseLong(value))
					: until(value);
			return (demanded.compareTo(MAX_RETRY_AFTER) > 0) ? MAX_RETRY_AFTER : demanded;
		}
		catch (NumberFormatException | DateTimeParseException ex) {
			return null;
		}
	}

	private static Duration until(String date) {
		Duration left = Duration.between(Instant.now(), parse(date));
		return left.isNegative() ? Duration.ZERO : left;
	}

	/**
	 * Returns how far the clock of the server is ahead of this machine's, to the second,
	 * negative if it is behind.
	 * @return the offset, or {@code null} without a readable {@code Date} header
	 */
	@Nullable Duration clockOffset() {
		try {
			Instant there = parse(this.headers.firstValue("Date").orElse(""));
			return Duration.ofSeconds(Duration.between(Instant.now(), there).toSeconds());
		}
		catch (DateTimeParseException noDate) {
			return null;
		}
	}

	private static Instant parse(String date) {
		return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
	}

	/**
	 * Omits the headers and the body: both may hold secrets.
	 */
	@Override
	public String toString() {
		return "DirectoryResponse[status=" + this.status + "]";
	}

}
