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

package io.github.iwaspring.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import io.github.iwaspring.entra.AuthenticateChallenge;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The claims challenge of an API: the parameter {@code claims} of a Bearer challenge with
 * the error {@code insufficient_claims}, as Microsoft's "Claims challenges, claims
 * requests and client capabilities" describes it. Its value is a JSON object of at most 8
 * KiB in UTF-8, encoded in either alphabet of base64. Anything else is ignored.
 */
final class ClaimsChallenge {

	static final int MAX_SIZE = 8 * 1024;

	private static final int MAX_ENCODED_SIZE = (MAX_SIZE + 2) / 3 * 4;

	private ClaimsChallenge() {
	}

	/**
	 * Finds the first claims challenge of a response.
	 * @return the claims as JSON, or {@code null} if there is no claims challenge
	 */
	static @Nullable String claims(List<AuthenticateChallenge> challenges) {
		return challenges.stream()
			.filter((challenge) -> challenge.hasScheme("Bearer"))
			.filter((challenge) -> "insufficient_claims".equals(challenge.parameter("error")))
			.map((challenge) -> decode(challenge.parameter("claims")))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String decode(@Nullable String encoded) {
		if (encoded == null || encoded.length() > MAX_ENCODED_SIZE) {
			return null;
		}
		try {
			byte[] bytes = Base64.getDecoder().decode(encoded.replace('-', '+').replace('_', '/'));
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return (bytes.length <= MAX_SIZE && Json.parse(text) != null) ? text : null;
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			return null;
		}
	}

}
