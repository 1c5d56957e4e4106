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

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;

import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.kerby.kerberos.kerb.request.KrbIdentity;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;

/**
 * Writes ticket caches (MIT's format, version 4) and keytabs. A file is replaced
 * atomically, and only its owner can read it.
 */
final class CredentialFiles {

	private static final int CACHE_VERSION = 0x0504;

	private static final int NAME_TYPE_PRINCIPAL = 1;

	private static final int NAME_TYPE_SERVICE = 2;

	private CredentialFiles() {
	}

	static void writeTicketCache(Path file, IssuedTicket ticket) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeShort(CACHE_VERSION);
		out.writeShort(0);
		writePrincipal(out, ticket.client(), NAME_TYPE_PRINCIPAL);
		writePrincipal(out, ticket.client(), NAME_TYPE_PRINCIPAL);
		writePrincipal(out, ticket.server(), NAME_TYPE_SERVICE);
		out.writeShort(ticket.keyType());
		writeCounted(out, ticket.sessionKey());
		writeTime(out, ticket.start());
		writeTime(out, ticket.start());
		writeTime(out, ticket.end());
		out.writeInt(0);
		out.writeByte(0);
		out.writeInt(ticket.flags());
		out.writeInt(0);
		out.writeInt(0);
		writeCounted(out, ticket.encoded());
		out.writeInt(0);
		replace(file, bytes.toByteArray());
	}

	static void writeKeytab(Path file, KrbIdentity identity) throws IOException {
		Keytab keytab = new Keytab();
		for (EncryptionKey key : identity.getKeys().values()) {
			keytab.addEntry(new KeytabEntry(identity.getPrincipal(), KerberosTime.now(), key.getKvno(), key));
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		keytab.store(bytes);
		replace(file, bytes.toByteArray());
	}

	private static void writePrincipal(DataOutputStream out, String principal, int type) throws IOException {
		int at = principal.indexOf('@');
		String[] components = principal.substring(0, at).split("/");
		out.writeInt(type);
		out.writeInt(components.length);
		writeCounted(out, principal.substring(at + 1).getBytes(StandardCharsets.UTF_8));
		for (String component : components) {
			writeCounted(out, component.getBytes(StandardCharsets.UTF_8));
		}
	}

	private static void writeTime(DataOutputStream out, Instant time) throws IOException {
		out.writeInt((int) time.getEpochSecond());
	}

	private static void writeCounted(DataOutputStream out, byte[] bytes) throws IOException {
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	private static void replace(Path file, byte[] content) throws IOException {
		Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "directory");
		Path temporary = Files.createTempFile(directory, "iwa", ".tmp", ownerOnly(directory));
		try {
			Files.write(temporary, content);
			Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
		if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
			return new FileAttribute<?>[0];
		}
		return new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) };
	}

}
