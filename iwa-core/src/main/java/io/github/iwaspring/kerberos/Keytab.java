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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A keytab in MIT's format (version 2), as far as error messages need it: the JDK only
 * says that it can obtain no password.
 *
 * @param keys the keys, without their values
 */
record Keytab(List<Key> keys) {

	private static final int VERSION = 0x0502;

	/**
	 * The encryption types that Java does not use by default: DES, triple DES and RC4.
	 */
	private static final Set<Integer> WEAK = Set.of(1, 2, 3, 16, 23, 24);

	/**
	 * Reads a file.
	 * @return the keytab, or {@code null} if the file is not one or cannot be read
	 */
	static @Nullable Keytab read(Path file) {
		byte[] bytes = new CredentialFile(file, false).read();
		if (bytes == null || bytes.length < Short.BYTES) {
			return null;
		}
		ByteBuffer content = ByteBuffer.wrap(bytes);
		try {
			return (content.getShort() == VERSION) ? new Keytab(keys(content)) : null;
		}
		catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
			return null;
		}
	}

	private static List<Key> keys(ByteBuffer content) {
		List<Key> keys = new ArrayList<>();
		while (content.remaining() >= Integer.BYTES) {
			int size = content.getInt();
			if (size == 0) {
				break;
			}
			if (size > 0) { // a negative size is that of a hole
				keys.add(key(content.slice(content.position(), size)));
			}
			content.position(content.position() + Math.abs(size));
		}
		return List.copyOf(keys);
	}

	private static Key key(ByteBuffer entry) {
		int components = Short.toUnsignedInt(entry.getShort());
		String realm = text(entry);
		StringBuilder name = new StringBuilder();
		for (int i = 0; i < components; i++) {
			name.append((i > 0) ? "/" : "").append(TicketCache.escaped(text(entry)));
		}
		int behindTypeTimeAndVersion = entry.position() + Integer.BYTES + Integer.BYTES + Byte.BYTES;
		entry.position(behindTypeTimeAndVersion);
		return new Key(name.append('@').append(realm).toString(), Short.toUnsignedInt(entry.getShort()));
	}

	private static String text(ByteBuffer entry) {
		byte[] text = new byte[Short.toUnsignedInt(entry.getShort())];
		entry.get(text);
		return new String(text, StandardCharsets.UTF_8);
	}

	/**
	 * Returns the principals of the keys, each once.
	 */
	List<String> principals() {
		return this.keys.stream().map(Key::principal).distinct().toList();
	}

	/**
	 * Returns the keys of a principal. As in the JDK, case does not matter.
	 * @param principal the principal, with or without its realm
	 */
	List<Key> keysOf(String principal) {
		return this.keys.stream()
			.filter((key) -> key.principal().equalsIgnoreCase(principal)
					|| key.principal().regionMatches(true, 0, principal + "@", 0, principal.length() + 1))
			.toList();
	}

	/**
	 * Hides the principals.
	 */
	@Override
	public String toString() {
		return "Keytab[" + this.keys.size() + " keys]";
	}

	/**
	 * A key without its value.
	 *
	 * @param principal whose key it is
	 * @param type the number of its encryption type (RFC 3961, section 8)
	 */
	record Key(String principal, int type) {

		boolean isWeak() {
			return WEAK.contains(this.type);
		}

		/**
		 * Hides the principal.
		 */
		@Override
		public String toString() {
			return "Key[type=" + this.type + "]";
		}

	}

}
