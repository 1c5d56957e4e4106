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

package io.github.iwaspring.test.kerberos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import org.ietf.jgss.ChannelBinding;

/**
 * Channel bindings for clients of the JDK's GSSAPI.
 */
public final class Bindings {

	private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);

	private Bindings() {
	}

	/**
	 * Returns the binding to a certificate with the address type 0. The JDK intends this
	 * type for its own LDAP client only.
	 */
	public static ChannelBinding withoutAddresses(X509Certificate certificate) throws Exception {
		return withoutAddresses(applicationData(certificate));
	}

	public static ChannelBinding withoutAddresses(byte[] applicationData) throws Exception {
		return (ChannelBinding) Class.forName("sun.security.jgss.krb5.internal.TlsChannelBindingImpl")
			.getConstructor(byte[].class)
			.newInstance(applicationData);
	}

	public static byte[] applicationData(X509Certificate certificate) throws Exception {
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
		byte[] data = Arrays.copyOf(PREFIX, PREFIX.length + hash.length);
		System.arraycopy(hash, 0, data, PREFIX.length, hash.length);
		return data;
	}

}
