package io.github.iwaspring.test.entra;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Values that nobody can guess: codes, refresh tokens and ids of sign-ins.
 */
final class RandomValues {

	/**
	 * Only consonants, so that no code is a word (RFC 8628, section 6.1).
	 */
	private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

	private static final int LETTER_COUNT = 9;

	private static final int BYTE_COUNT = 48;

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomValues() {
	}

	static String token() {
		byte[] bytes = new byte[BYTE_COUNT];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Returns a value that a person can type.
	 */
	static String userCode() {
		StringBuilder letters = new StringBuilder();
		while (letters.length() < LETTER_COUNT) {
			letters.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
		}
		return letters.toString();
	}

}
