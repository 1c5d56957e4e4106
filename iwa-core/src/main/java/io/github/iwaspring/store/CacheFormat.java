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

package io.github.iwaspring.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import io.github.iwaspring.support.OperatingSystem;

/**
 * The format of a cache file: a header line, then the protected text. The header names
 * the format, the protection, and the SHA-256 of what follows, which reveals any damage.
 *
 * @param protection how the text is protected beside the permissions of the file
 */
record CacheFormat(Protection protection) {

	private static final String NAME = "iwa-cache-1";

	private static final int MAX_HEADER = 128;

	/**
	 * Returns the format for a platform.
	 * @param osName the platform's name, as in {@code os.name}
	 */
	static CacheFormat of(String osName) {
		return new CacheFormat(OperatingSystem.isWindows(osName) ? new WindowsProtection() : Protection.NONE);
	}

	/**
	 * Whether a file is, or was, a cache file, even if it is damaged. An empty file may
	 * have been one; a missing file counts as empty.
	 */
	static boolean isIn(PrivateFile file) throws IOException {
		return NAME.startsWith(new String(file.readStart(NAME.length()), StandardCharsets.US_ASCII));
	}

	/**
	 * Encodes a text.
	 * @throws IOException if it cannot be protected on this machine
	 */
	byte[] encode(String text) throws IOException {
		byte[] content = this.protection.protect(text.getBytes(StandardCharsets.UTF_8));
		byte[] header = (header(content) + "\n").getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(header.length + content.length).put(header).put(content).array();
	}

	/**
	 * Decodes the content of a file.
	 * @throws DamagedException if it is not exactly what was encoded
	 * @throws UndecipherableException if its protection cannot be removed
	 */
	String decode(byte[] file) throws DamagedException, UndecipherableException {
		int end = 0;
		while (end < Math.min(file.length, MAX_HEADER) && file[end] != '\n') {
			end++;
		}
		byte[] content = Arrays.copyOfRange(file, Math.min(end + 1, file.length), file.length);
		if (!new String(file, 0, end, StandardCharsets.US_ASCII).equals(header(content))) {
			throw new DamagedException("The header does not match the content");
		}
		try {
			return text(this.protection.unprotect(content));
		}
		catch (IOException ex) {
			throw new UndecipherableException(ex);
		}
	}

	private static String text(byte[] bytes) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

	private String header(byte[] content) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
			return NAME + " " + this.protection.id() + " " + HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	/**
	 * A protection of the content.
	 */
	interface Protection {

		/**
		 * No protection beside the permissions of the file.
		 */
		Protection NONE = new Protection() {

			@Override
			public String id() {
				return "plain";
			}

			@Override
			public byte[] protect(byte[] content) {
				return content;
			}

			@Override
			public byte[] unprotect(byte[] content) {
				return content;
			}

		};

		/**
		 * Returns the name in the header.
		 */
		String id();

		/**
		 * Protects a content.
		 * @throws IOException if that is not possible on this machine
		 */
		byte[] protect(byte[] content) throws IOException;

		/**
		 * Removes the protection.
		 * @throws IOException if another user protected the content, or that is not
		 * possible on this machine
		 */
		byte[] unprotect(byte[] content) throws IOException;

	}

	/**
	 * A cache file whose content is not what was written.
	 */
	static final class DamagedException extends IOException {

		DamagedException(String message) {
			super(message);
		}

	}

	/**
	 * A cache file of another user, or one whose protection cannot be removed on this
	 * machine.
	 */
	static final class UndecipherableException extends IOException {

		UndecipherableException(IOException cause) {
			super("The protection of the file cannot be removed", cause);
		}

	}

}
