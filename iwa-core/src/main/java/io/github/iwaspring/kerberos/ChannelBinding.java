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

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The channel binding {@code tls-server-end-point} (RFC 5929, section 4): the hash of the
 * server's certificate. It binds a Kerberos ticket to the TLS connection that carries it.
 */
public final class ChannelBinding {

	private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);

	private static final Pattern HASH = Pattern.compile("^(MD5|SHA[-/]?\\d+(?:-\\d+)?|SHA3-\\d+)WITH",
			Pattern.CASE_INSENSITIVE);

	private final byte[] applicationData;

	private ChannelBinding(byte[] applicationData) {
		this.applicationData = applicationData;
	}

	/**
	 * Computes the binding for a server's certificate, by the hash function of the
	 * certificate's signature, or SHA-256 instead of MD5 and SHA-1.
	 * @param certificate the server's own certificate
	 * @return the binding, or {@code null} if the signature does not use exactly one hash
	 * function: the RFC does not define that case
	 */
	public static @Nullable ChannelBinding tlsServerEndPoint(X509Certificate certificate) {
		Matcher hash = HASH.matcher(certificate.getSigAlgName());
		if (!hash.find()) {
			return null;
		}
		String name = hash.group(1)
			.toUpperCase(Locale.ROOT)
			.replaceFirst("^SHA[/]?(?=\\d)", "SHA-")
			.replace("SHA-3-", "SHA3-");
		try {
			MessageDigest digest = MessageDigest
				.getInstance((name.equals("MD5") || name.equals("SHA-1")) ? "SHA-256" : name);
			byte[] certificateHash = digest.digest(certificate.getEncoded());
			byte[] data = Arrays.copyOf(PREFIX, PREFIX.length + certificateHash.length);
			System.arraycopy(certificateHash, 0, data, PREFIX.length, certificateHash.length);
			return new ChannelBinding(data);
		}
		catch (GeneralSecurityException unknownHash) {
			return null;
		}
	}

	/**
	 * Returns the application data of the binding: the prefix
	 * {@code tls-server-end-point:} and the hash.
	 * @return a copy of the bytes
	 */
	public byte[] applicationData() {
		return this.applicationData.clone();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ChannelBinding that && Arrays.equals(this.applicationData, that.applicationData);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.applicationData);
	}

	@Override
	public String toString() {
		return "tls-server-end-point:"
				+ HexFormat.of().formatHex(this.applicationData, PREFIX.length, this.applicationData.length);
	}

}
