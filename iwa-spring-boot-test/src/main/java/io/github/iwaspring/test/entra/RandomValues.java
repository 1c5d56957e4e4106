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
