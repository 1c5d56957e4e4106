package io.github.iwaspring.directory;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The outside of an answer: who gave it, and what time it was there.
 *
 * @param stage what had been asked for
 * @param host who was asked
 * @param clockOffset how far the clock of who answered is ahead of this machine's, behind
 * it if negative, to the second; {@code null} if the answer has no readable {@code Date}
 * (RFC 9110, section 6.6.1)
 * @param certificate the certificate of the TLS server, or {@code null} if there is none
 */
public record StepResponse(Stage stage, HostAndPort host, @Nullable Duration clockOffset,
		@Nullable X509Certificate certificate) {

	static StepResponse of(Stage stage, HostAndPort host, DirectoryResponse answer) {
		return new StepResponse(stage, host, offset(answer.headers().firstValue("Date").orElse("")),
				answer.serverCertificate());
	}

	private static @Nullable Duration offset(String date) {
		try {
			Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			return Duration.ofSeconds(Duration.between(Instant.now(), there).toSeconds());
		}
		catch (DateTimeParseException noDate) {
			return null;
		}
	}

}
