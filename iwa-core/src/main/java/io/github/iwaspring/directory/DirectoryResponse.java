package io.github.iwaspring.directory;

import java.net.http.HttpHeaders;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/**
 * What came back for a request, read to its end.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, empty if there was none
 * @param serverCertificate the certificate of the TLS server that gave the answer, or
 * {@code null} without TLS
 */
record DirectoryResponse(int status, HttpHeaders headers, String body, @Nullable X509Certificate serverCertificate) {

	private static final Duration LONGEST_WAIT = Duration.ofDays(1);

	boolean isOk() {
		return this.status == 200;
	}

	/**
	 * The type of a body that is not what was expected, as the end of a sentence.
	 */
	String butIs() {
		if (this.body.isBlank()) {
			return ", but empty";
		}
		String type = this.headers.firstValue("Content-Type").orElse("").split(";", 2)[0].strip();
		return type.matches("[\\w.+-]{1,40}/[\\w.+-]{1,40}") ? ", but " + type : "";
	}

	/**
	 * The answer's demand to wait (RFC 9110, section 10.2.3), in seconds or as a date; at
	 * most a day.
	 */
	@Nullable Duration retryAfter() {
		String value = this.headers.firstValue("Retry-After").map(String::trim).orElse("");
		if (value.isEmpty()) {
			return null;
		}
		try {
			Duration demanded = value.chars().allMatch(Character::isDigit) ? Duration.ofSeconds(Long.parseLong(value))
					: until(value);
			return (demanded.compareTo(LONGEST_WAIT) > 0) ? LONGEST_WAIT : demanded;
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
	 * How far the clock of the server is ahead of this machine's, to the second, negative
	 * if it is behind; {@code null} without a readable {@code Date} header.
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
	 * Names no header and no part of the body: both may hold secrets.
	 */
	@Override
	public String toString() {
		return "DirectoryResponse[status=" + this.status + "]";
	}

}
