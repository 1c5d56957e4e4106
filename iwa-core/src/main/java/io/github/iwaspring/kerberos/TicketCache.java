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

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;

import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A ticket cache in a file, in version 3 or 4 of MIT's credential cache file format. It
 * distinguishes a new ticket from the former one, and lets error messages say whether the
 * ticket is missing or expired: the JDK only says "Unable to obtain Principal Name".
 *
 * @param principal the default principal of the cache
 * @param ticket the ticket-granting ticket of the principal's realm, or {@code null} if
 * there is none
 */
record TicketCache(String principal, @Nullable Ticket ticket) {

	private static final int VERSION_3 = 0x0503;

	private static final int VERSION_4 = 0x0504;

	private static final String DEFAULT_PREFIX = "/tmp/krb5cc_";

	private static final int MAX_DATA = 1 << 20;

	/**
	 * The number of a principal's components: a user's name has one, that of a service
	 * two or three.
	 */
	private static final int MAX_COMPONENTS = 16;

	private static final String FILE_PREFIX = "FILE:";

	/**
	 * Returns the location of the ticket cache that the JDK uses: a path, or the type and
	 * name of a cache such as {@code KEYRING:persistent:1000}.
	 * @param configured the configured file, or {@code null} for the default cache
	 */
	static String locate(@Nullable Path configured) {
		if (configured != null) {
			return configured.toString();
		}
		String fromEnvironment = System.getenv("KRB5CCNAME");
		if (fromEnvironment != null && !fromEnvironment.isBlank()) {
			return fromEnvironment.regionMatches(true, 0, FILE_PREFIX, 0, FILE_PREFIX.length())
					? fromEnvironment.substring(FILE_PREFIX.length()) : fromEnvironment;
		}
		return OperatingSystem.isWindows()
				? System.getProperty("user.home") + "\\krb5cc_" + System.getProperty("user.name")
				: DEFAULT_PREFIX + UserId.VALUE;
	}

	/**
	 * Returns whether a location is where the JDK and MIT's library look for a ticket
	 * cache that nothing names, in a folder where every user can put a file.
	 */
	static boolean isDefault(String location) {
		return location.startsWith(DEFAULT_PREFIX) && location.equals(DEFAULT_PREFIX + UserId.VALUE);
	}

	/**
	 * Returns whether a location is that of a file.
	 */
	static boolean isFile(String location) {
		return !location.matches("[A-Za-z]{2,}:.*");
	}

	/**
	 * Reads the ticket cache at a location.
	 * @return the ticket cache, or {@code null} if it is not a readable file
	 */
	static @Nullable TicketCache at(String location) {
		CredentialFile file = CredentialFile.ofTicketCache(location);
		byte[] content = (file != null) ? file.read() : null;
		return (content != null) ? parse(content) : null;
	}

	/**
	 * Parses a file.
	 * @return its content, or {@code null} if it is something else than a ticket cache
	 */
	static @Nullable TicketCache parse(byte[] content) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
			int version = in.readUnsignedShort();
			if (version == VERSION_4) {
				in.skipNBytes(in.readUnsignedShort());
			}
			else if (version != VERSION_3) {
				return null;
			}
			return read(in, version);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static TicketCache read(DataInputStream in, int version) throws IOException {
		String owner = principal(in);
		String realm = owner.substring(owner.lastIndexOf('@') + 1);
		String tgt = "krbtgt/" + realm + "@" + realm;
		Ticket ticket = null;
		while (true) {
			try {
				principal(in);
				String server = principal(in);
				Ticket next = ticket(in, version);
				if (server.equals(tgt)) {
					ticket = next;
				}
			}
			catch (EOFException end) { // perhaps in an entry that is being written
				return new TicketCache(owner, ticket);
			}
		}
	}

	private static String principal(DataInputStream in) throws IOException {
		in.readInt(); // the type of the name
		int components = in.readInt();
		if (components < 0 || components > MAX_COMPONENTS) {
			throw new IOException("This is not a ticket cache");
		}
		String realm = text(in);
		StringBuilder name = new StringBuilder();
		for (int i = 0; i < components; i++) {
			name.append((i > 0) ? "/" : "").append(escaped(text(in)));
		}
		return name.append('@').append(realm).toString();
	}

	/**
	 * Escapes a component of a name as the JDK does: an enterprise name has an at sign of
	 * its own.
	 */
	static String escaped(String component) {
		return component.replace("@", "\\@");
	}

	private static Ticket ticket(DataInputStream in, int version) throws IOException {
		int keyType = in.readUnsignedShort();
		in.skipNBytes((version == VERSION_3) ? 2 : 0); // the type again
		skip(in); // the key
		in.skipNBytes(8); // authentication and start
		Instant end = Instant.ofEpochSecond(Integer.toUnsignedLong(in.readInt()));
		in.skipNBytes(4 + 1 + 4); // renewal, is_skey, flags
		skipTagged(in); // addresses
		skipTagged(in); // authorization data
		int checksum = Arrays.hashCode(data(in)); // the ticket
		skip(in); // a second ticket
		return new Ticket(end, keyType, checksum);
	}

	private static void skipTagged(DataInputStream in) throws IOException {
		for (int left = in.readInt(); left > 0; left--) {
			in.readUnsignedShort();
			skip(in);
		}
	}

	private static String text(DataInputStream in) throws IOException {
		return new String(data(in), StandardCharsets.UTF_8);
	}

	private static byte[] data(DataInputStream in) throws IOException {
		byte[] data = new byte[length(in)];
		in.readFully(data);
		return data;
	}

	private static void skip(DataInputStream in) throws IOException {
		in.skipNBytes(length(in));
	}

	private static int length(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > MAX_DATA) {
			throw new IOException("This is not a ticket cache");
		}
		return length;
	}

	/**
	 * Returns whether a Subject is logged in with the ticket-granting ticket of this
	 * cache.
	 */
	boolean holdsTicketOf(Subject subject) {
		Ticket present = this.ticket;
		return present != null && subject.getPrivateCredentials(KerberosTicket.class)
			.stream()
			.anyMatch((other) -> this.principal.equals(other.getClient().getName()) && present.isSame(other));
	}

	/**
	 * Hides the principal.
	 */
	@Override
	public String toString() {
		return "TicketCache[ticket=" + this.ticket + "]";
	}

	/**
	 * A ticket.
	 *
	 * @param expiresAt when it expires
	 * @param keyType the number of its session key's encryption type (RFC 3961, section
	 * 8)
	 * @param checksum a checksum of the encrypted ticket
	 */
	record Ticket(Instant expiresAt, int keyType, int checksum) {

		private boolean isSame(KerberosTicket other) {
			return other.getServer().getName().startsWith("krbtgt/") && this.keyType == other.getSessionKeyType()
					&& other.getEndTime() != null && this.expiresAt.equals(other.getEndTime().toInstant());
		}

		/**
		 * Omits the checksum, which does not help a reader.
		 */
		@Override
		public String toString() {
			return "Ticket[expiresAt=" + this.expiresAt + ", keyType=" + this.keyType + "]";
		}

	}

}
