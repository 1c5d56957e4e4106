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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import javax.security.auth.Subject;

import org.jspecify.annotations.Nullable;

/**
 * A fingerprint of the credentials in local files. Two fingerprints are equal as long as
 * nothing changes that a login depends on. Taking one logs nobody in and sends nothing.
 * <p>
 * A ticket cache is read, since times and sizes of files are coarse on some file systems.
 * Its principal and its ticket-granting ticket count; tickets for services, which are
 * added by their use, do not.
 *
 * @param ticketCache the ticket cache, or {@code null} if there is none to read
 * @param keytab the keytab, or the client keytab of the platform's library, or
 * {@code null} if there is none
 * @param configuration the Kerberos configuration without the files that it includes, or
 * {@code null} if there is none
 */
record Fingerprint(@Nullable TicketCache ticketCache, @Nullable FileStamp keytab, @Nullable FileStamp configuration) {

	/**
	 * Takes the fingerprint of the files that the JDK's Kerberos would log in with.
	 */
	static Fingerprint of(KerberosSettings settings) {
		Path keytab = settings.keytab();
		return new Fingerprint((keytab != null) ? null : TicketCache.at(TicketCache.locate(settings.ticketCache())),
				stamp(keytab), stamp(Krb5Configuration.locate(settings.krb5Conf())));
	}

	/**
	 * Takes the fingerprint of what the platform's library logs in with: the ticket
	 * cache, if it is a file, and the client keytab. Each is the one that the environment
	 * names, or the default one. Those that only the Kerberos configuration names, and
	 * caches of other types, do not count.
	 */
	static Fingerprint ofPlatform() {
		return new Fingerprint(TicketCache.at(TicketCache.locate(null)), stamp(ClientKeytab.locate()), null);
	}

	/**
	 * Returns whether a login depends on these files only, and not on tickets from
	 * elsewhere, such as the system's own cache on Windows and macOS.
	 */
	boolean covers(Subject subject) {
		return this.keytab != null || (this.ticketCache != null && this.ticketCache.holdsTicketOf(subject));
	}

	/**
	 * Hides the principal and the paths, which may contain the user's name.
	 */
	@Override
	public String toString() {
		return "Fingerprint[" + Integer.toHexString(hashCode()) + "]";
	}

	/**
	 * Reads the attributes of a file, if there is one.
	 */
	static @Nullable FileStamp stamp(@Nullable Path file) {
		return (file != null) ? FileStamp.of(file) : null;
	}

	/**
	 * The attributes that distinguish a file from its predecessor, without its content.
	 *
	 * @param path its real path, with all links resolved
	 * @param modified the time of its last modification
	 * @param size its size, in bytes
	 * @param key its key in the file system, or {@code null} if it has none
	 * @param readable whether this process may read it
	 */
	record FileStamp(Path path, FileTime modified, long size, @Nullable Object key, boolean readable) {

		/**
		 * Reads the attributes of a file.
		 * @return the stamp, or {@code null} if there is no such file
		 */
		static @Nullable FileStamp of(Path file) {
			try {
				Path path = file.toRealPath();
				BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
				return new FileStamp(path, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey(),
						Files.isReadable(path));
			}
			catch (IOException | SecurityException missing) {
				return null;
			}
		}

	}

}
