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

package io.github.iwaspring.samba;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import javax.security.auth.kerberos.KerberosKey;
import javax.security.auth.kerberos.KerberosPrincipal;

/**
 * Writes keytabs (MIT's format, version 2) from a password, as {@code ktutil} does: with
 * keys that fit the account, and with keys that do not.
 */
public final class KeytabFile {

	private static final int NAME_TYPE_PRINCIPAL = 1;

	private KeytabFile() {
	}

	/**
	 * Writes a keytab with one principal.
	 * @param file the keytab to replace
	 * @param principal the principal in the keytab, with its realm
	 * @param account the account, from which the keys are derived
	 * @param encryptionTypes the encryption types, as the JDK names them: {@code AES256},
	 * {@code AES128} or {@code ArcFourHmac}
	 * @return the keytab
	 */
	public static Path write(Path file, String principal, Account account, String... encryptionTypes) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			DataOutputStream out = new DataOutputStream(bytes);
			out.writeShort(0x0502);
			for (String type : encryptionTypes) {
				byte[] entry = entry(principal,
						new KerberosKey(new KerberosPrincipal(account.salt() + "@" + SambaDomain.REALM),
								account.password().toCharArray(), type));
				out.writeInt(entry.length);
				out.write(entry);
			}
			return Files.write(file, bytes.toByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The keytab could not be written: " + file, ex);
		}
	}

	private static byte[] entry(String principal, KerberosKey key) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		int at = principal.lastIndexOf('@');
		String[] components = principal.substring(0, at).split("/");
		out.writeShort(components.length);
		writeCounted(out, principal.substring(at + 1).getBytes(StandardCharsets.UTF_8));
		for (String component : components) {
			writeCounted(out, component.getBytes(StandardCharsets.UTF_8));
		}
		out.writeInt(NAME_TYPE_PRINCIPAL);
		out.writeInt((int) Instant.now().getEpochSecond());
		out.writeByte(1);
		out.writeShort(key.getKeyType());
		writeCounted(out, key.getEncoded());
		return bytes.toByteArray();
	}

	private static void writeCounted(DataOutputStream out, byte[] bytes) throws IOException {
		out.writeShort(bytes.length);
		out.write(bytes);
	}

}
