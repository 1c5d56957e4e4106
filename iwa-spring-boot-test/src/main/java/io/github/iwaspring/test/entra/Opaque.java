package io.github.iwaspring.test.entra;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Values that nobody can guess: codes, tokens, ids of requests.
 */
final class Opaque {

	/**
	 * Consonants alone, so that no word comes about (RFC 8628, section 6.1).
	 */
	private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

	private static final int LETTER_COUNT = 9;

	private static final int BYTE_COUNT = 48;

	private static final SecureRandom RANDOM = new SecureRandom();

	private Opaque() {
	}

	static String value() {
		byte[] bytes = new byte[BYTE_COUNT];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * A value that a person can type.
	 */
	static String letters() {
		StringBuilder letters = new StringBuilder();
		while (letters.length() < LETTER_COUNT) {
			letters.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
		}
		return letters.toString();
	}

}
