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

package io.github.iwaspring.desktop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The key in the address that opens the page. It is exchanged once for a session, so that
 * no other program and no other user of this machine can use the page.
 * <p>
 * The address is an argument of the browser's process, which other users of the machine
 * may be able to read. Whoever presents the key a second time therefore ends the session
 * that it opened, as with an authorization code (RFC 6749, section 4.1.2). Safe for use
 * by several threads.
 */
@Component
class PageKey {

	private static final SecureRandom RANDOM = new SecureRandom();

	private final String value = random();

	private boolean used;

	private @Nullable String session;

	String value() {
		return this.value;
	}

	/**
	 * Exchanges the key for a session.
	 * @return the secret of the session, or {@code null} if the key is wrong or was used
	 * before
	 */
	synchronized @Nullable String exchange(@Nullable String presented) {
		if (!isEqual(this.value, presented)) {
			return null;
		}
		this.session = this.used ? null : random();
		this.used = true;
		return this.session;
	}

	synchronized boolean opens(@Nullable String secret) {
		return this.session != null && isEqual(this.session, secret);
	}

	private static boolean isEqual(String secret, @Nullable String presented) {
		return presented != null && MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8),
				presented.getBytes(StandardCharsets.UTF_8));
	}

	private static String random() {
		byte[] bytes = new byte[32];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
