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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.Fingerprint.FileStamp;
import io.github.iwaspring.support.FileTrust;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * A file that Kerberos reads. It is looked at before it is opened, here and by the JDK:
 * opening a pipe blocks a thread for good, and the JDK reads a file of any size.
 *
 * @param path the path
 * @param anybodys whether nobody chose the path, and other users of this machine can put
 * a file there: {@code /tmp/krb5cc_1000}. Such a file must be this user's or root's
 */
record CredentialFile(Path path, boolean anybodys) {

	/**
	 * A ticket cache with a thousand large tickets is smaller, and so is any keytab and
	 * any configuration.
	 */
	static final int MAX_SIZE = 32 << 20;

	/**
	 * A configuration that keeps that of the machine out.
	 */
	private static final Path EMPTY = Path.of("/dev/null");

	private static final String NEW_CACHE = "Delete that file, or let an administrator do it, and sign in to the domain "
			+ "again or run kinit. iwa.kerberos.ticket-cache names another file, such as one in a folder of the user.";

	/**
	 * How often a file is opened again that is replaced meanwhile.
	 */
	private static final int ATTEMPTS = 5;

	/**
	 * Returns the file of a ticket cache.
	 * @param location its location, see {@link TicketCache#locate}
	 * @return the file, or {@code null} if it is a cache of another type
	 */
	static @Nullable CredentialFile ofTicketCache(String location) {
		try {
			return TicketCache.isFile(location) ? new CredentialFile(Path.of(location), TicketCache.isDefault(location))
					: null;
		}
		catch (InvalidPathException noFile) {
			return null;
		}
	}

	/**
	 * Checks the files that the JDK reads at a login.
	 * @throws IwaException {@code ticket-missing} or {@code configuration-refused} if one
	 * must not be opened
	 */
	static void requireUsable(KerberosSettings settings) {
		FileStamp configuration = Fingerprint.stamp(Krb5Configuration.locate(settings.krb5Conf()));
		if (configuration != null && !configuration.path().equals(EMPTY)) {
			new CredentialFile(configuration.path(), false).requireUsable(IwaErrorCode.CONFIGURATION_REFUSED,
					"Kerberos configuration", "Correct that file, or set iwa.kerberos.krb5-conf.");
		}
		Path keytab = settings.keytab();
		if (keytab != null) {
			new CredentialFile(keytab, false).requireUsable(IwaErrorCode.TICKET_MISSING, "keytab",
					"Check iwa.kerberos.keytab.");
			return;
		}
		CredentialFile cache = ofTicketCache(TicketCache.locate(settings.ticketCache()));
		if (cache != null) {
			cache.requireUsableTicketCache();
			byte[] content = cache.read();
			if (content != null && content.length > 0 && TicketCache.parse(content) == null) {
				throw cache.unusable(IwaErrorCode.TICKET_MISSING, "ticket cache",
						"is not a ticket cache, or is damaged", NEW_CACHE);
			}
		}
	}

	/**
	 * Checks a ticket cache before it is opened.
	 * @throws IwaException {@code ticket-missing} if it must not be
	 */
	void requireUsableTicketCache() {
		requireUsable(IwaErrorCode.TICKET_MISSING, "ticket cache", NEW_CACHE);
	}

	private void requireUsable(IwaErrorCode code, String what, String action) {
		String problem = problem();
		if (problem != null) {
			throw unusable(code, what, problem, action);
		}
	}

	/**
	 * Describes a ticket cache from which the JDK has read something else than what was
	 * judged.
	 */
	IwaException replaced() {
		return unusable(IwaErrorCode.TICKET_MISSING, "ticket cache", "was replaced while it was read", NEW_CACHE);
	}

	private IwaException unusable(IwaErrorCode code, String what, String problem, String action) {
		return IwaException.of(code, Stage.KERBEROS)
			.description(
					"The " + what + " " + Redaction.path(this.path.toString()) + " is not used: it " + problem + ".")
			.action(action)
			.local()
			.build();
	}

	/**
	 * Explains why the file must not be opened.
	 * @return the problem, as the predicate of a sentence; {@code null} if there is none,
	 * or no such file
	 */
	@Nullable String problem() {
		try {
			return judge();
		}
		catch (NoSuchFileException missing) {
			return null;
		}
		catch (IOException | SecurityException ex) {
			return "cannot be looked at (" + ex.getClass().getSimpleName() + ")";
		}
	}

	/**
	 * Returns whether there is a file, and it may be opened. In a folder with the sticky
	 * bit no other user can replace such a file, but anybody can put one where it is
	 * missing: then nothing must open the path.
	 */
	boolean isUsable() {
		try {
			return judge() == null;
		}
		catch (IOException | SecurityException missing) {
			return false;
		}
	}

	private @Nullable String judge() throws IOException {
		String foreign = this.anybodys ? foreign() : null;
		return (foreign != null) ? foreign : problem(attributes());
	}

	private static @Nullable String problem(BasicFileAttributes attributes) {
		if (!attributes.isRegularFile()) {
			return attributes.isDirectory() ? "is a folder" : "is not a regular file";
		}
		return (attributes.size() > MAX_SIZE) ? "is larger than " + (MAX_SIZE >> 20) + " MB" : null;
	}

	private @Nullable String foreign() throws IOException {
		Long owner = FileTrust.foreignOwner(this.path);
		if (owner == null) {
			owner = FileTrust.foreignOwner(this.path.toRealPath());
		}
		return (owner != null) ? "belongs to another user of this machine (user id " + owner + ")" : null;
	}

	/**
	 * Reads the file.
	 * @return its content, or {@code null} if it is missing, unreadable, or must not be
	 * opened
	 */
	byte @Nullable [] read() {
		try {
			for (int attempt = 0; attempt < ATTEMPTS && judge() == null; attempt++) {
				BasicFileAttributes before = attributes();
				try (SeekableByteChannel in = Files.newByteChannel(this.path)) {
					byte[] content = read(in);
					// what was judged is what was opened
					if (judge() == null && Objects.equals(attributes().fileKey(), before.fileKey())) {
						return content;
					}
				}
			}
			return null;
		}
		catch (IOException | SecurityException missing) {
			return null;
		}
	}

	private static byte[] read(SeekableByteChannel in) throws IOException {
		ByteBuffer content = ByteBuffer.allocate((int) Math.min(in.size(), MAX_SIZE));
		while (content.hasRemaining() && in.read(content) >= 0) {
			// until the end
		}
		return Arrays.copyOf(content.array(), content.position());
	}

	private BasicFileAttributes attributes() throws IOException {
		return Files.readAttributes(this.path, BasicFileAttributes.class);
	}

	/**
	 * Hides the path, which may contain the user's name.
	 */
	@Override
	public String toString() {
		return "CredentialFile[anybodys=" + this.anybodys + "]";
	}

}
