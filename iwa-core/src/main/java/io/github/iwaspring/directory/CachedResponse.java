package io.github.iwaspring.directory;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the directory that is remembered.
 *
 * @param url what was asked
 * @param body the answer
 * @param certificate the certificate of who gave it, which tickets for the same origin
 * are bound to; or {@code null}
 * @param since when it was given
 */
public record CachedResponse(URI url, String body, @Nullable X509Certificate certificate, Instant since) {

	boolean isOf(Instant now, Duration age) {
		return !this.since.isAfter(now) && this.since.plus(age).isAfter(now);
	}

	/**
	 * Describes the answer by members of JSON.
	 * @return the members
	 */
	public Map<String, String> toMembers() {
		return Map.of("url", this.url.toString(), "body", this.body, "since", this.since.toString(), "certificate",
				encoded(this.certificate));
	}

	/**
	 * Reads the members.
	 * @param members the members
	 * @return the answer
	 * @throws IllegalArgumentException if it is none
	 */
	public static CachedResponse of(Json members) {
		try {
			return new CachedResponse(URI.create(members.text("url")), members.text("body"),
					decoded(members.text("certificate")), Instant.parse(members.text("since")));
		}
		catch (RuntimeException | CertificateException ex) {
			throw new IllegalArgumentException("no answer that was remembered", ex);
		}
	}

	private static String encoded(@Nullable X509Certificate certificate) {
		try {
			return (certificate != null) ? Base64.getEncoder().encodeToString(certificate.getEncoded()) : "";
		}
		catch (CertificateEncodingException ex) {
			return ""; // it is learnt anew
		}
	}

	private static @Nullable X509Certificate decoded(String text) throws CertificateException {
		return text.isEmpty() ? null : (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
	}

	/**
	 * Hides the user, who is part of the question.
	 */
	@Override
	public String toString() {
		return "CachedResponse[host=" + this.url.getHost() + "]";
	}

}
