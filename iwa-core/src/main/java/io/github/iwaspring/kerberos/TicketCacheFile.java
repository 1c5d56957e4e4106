package io.github.iwaspring.kerberos;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;

import org.jspecify.annotations.Nullable;

/**
 * What a ticket cache in a file says of its ticket-granting ticket. It tells a new ticket
 * from the former one, and tells error messages whether the ticket is missing or expired,
 * of which the JDK says no more than "Unable to obtain Principal Name". Reads versions 3
 * and 4 of MIT's credential cache file format.
 *
 * @param principal the default principal of the cache
 * @param ticket the ticket-granting ticket of the principal's realm, or {@code null} if
 * there is none
 */
record TicketCacheFile(String principal, @Nullable Ticket ticket) {

	private static final int VERSION_3 = 0x0503;

	private static final int VERSION_4 = 0x0504;

	private static final int MAX_DATA = 1 << 20;

	/**
	 * Reads a file, if it is a ticket cache.
	 * @return its content, or {@code null} if it is missing, unreadable or something else
	 */
	static @Nullable TicketCacheFile read(Path file) {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			int version = in.readUnsignedShort();
			if (version == VERSION_4) {
				in.skipNBytes(in.readUnsignedShort());
			}
			else if (version != VERSION_3) {
				return null;
			}
			return read(in, version);
		}
		catch (IOException | SecurityException ex) {
			return null;
		}
	}

	private static TicketCacheFile read(DataInputStream in, int version) throws IOException {
		String owner = principal(in);
		String realm = owner.substring(owner.lastIndexOf('@') + 1);
		String tgt = "krbtgt/" + realm + "@" + realm;
		Ticket ticket = null;
		while (true) {
			String server;
			try {
				principal(in);
				server = principal(in);
			}
			catch (EOFException end) {
				return new TicketCacheFile(owner, ticket);
			}
			Ticket next = ticket(in, version);
			if (server.equals(tgt)) {
				ticket = next;
			}
		}
	}

	private static String principal(DataInputStream in) throws IOException {
		in.readInt(); // the type of the name
		int components = in.readInt();
		String realm = text(in);
		StringBuilder name = new StringBuilder();
		for (int i = 0; i < components; i++) {
			name.append((i > 0) ? "/" : "").append(text(in));
		}
		return name.append('@').append(realm).toString();
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
			throw new IOException("not a credential cache");
		}
		return length;
	}

	/**
	 * Whether somebody is logged in with the ticket-granting ticket of this cache.
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
		return "TicketCacheFile[ticket=" + this.ticket + "]";
	}

	/**
	 * A ticket.
	 *
	 * @param expiresAt when it ends
	 * @param keyType the encryption type of its session key (RFC 3961, section 8)
	 * @param checksum a checksum over what is sealed in it
	 */
	record Ticket(Instant expiresAt, int keyType, int checksum) {

		private boolean isSame(KerberosTicket other) {
			return other.getServer().getName().startsWith("krbtgt/") && this.keyType == other.getSessionKeyType()
					&& other.getEndTime() != null && this.expiresAt.equals(other.getEndTime().toInstant());
		}

		/**
		 * Leaves out the checksum, which says nothing to a reader.
		 */
		@Override
		public String toString() {
			return "Ticket[expiresAt=" + this.expiresAt + ", keyType=" + this.keyType + "]";
		}

	}

}
