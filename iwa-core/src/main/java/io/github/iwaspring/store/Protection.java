package io.github.iwaspring.store;

import java.io.IOException;

/**
 * What protects the content of a file beside the permissions of the file system.
 */
interface Protection {

	/**
	 * Nothing: the permissions have to do.
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
	 * The protection of this platform: the user's own key on Windows, nothing elsewhere.
	 * @param osName the platform's name, as {@code os.name} has it
	 */
	static Protection of(String osName) {
		return osName.startsWith("Windows") ? new WindowsProtection() : NONE;
	}

	/**
	 * How a file says that it was used.
	 */
	String id();

	/**
	 * Protects a content.
	 * @throws IOException if that cannot be done here
	 */
	byte[] protect(byte[] content) throws IOException;

	/**
	 * Reads what was protected.
	 * @throws IOException if it was protected by somebody else, or not at all
	 */
	byte[] unprotect(byte[] content) throws IOException;

}
