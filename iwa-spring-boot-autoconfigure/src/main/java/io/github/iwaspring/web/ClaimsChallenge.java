package io.github.iwaspring.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * The claims that an API demands: the parameter {@code claims} of a challenge with the
 * error {@code insufficient_claims}, as Microsoft's "Claims challenges, claims requests
 * and client capabilities" describes it. It is base64, of either alphabet, of a JSON
 * object in UTF-8. What is anything else, or too large, is no demand.
 */
final class ClaimsChallenge {

	static final int MAX_SIZE = 8 * 1024;

	private static final int MAX_ENCODED_SIZE = (MAX_SIZE + 2) / 3 * 4;

	private ClaimsChallenge() {
	}

	/**
	 * Finds the demand among the challenges of an answer.
	 * @return the claims as JSON, or {@code null} if there is none
	 */
	static @Nullable String claims(List<Challenge> challenges) {
		return challenges.stream()
			.filter(Challenge::isBearer)
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
			return (bytes.length <= MAX_SIZE && isJsonObject(text)) ? text : null;
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean isJsonObject(String text) {
		try (JsonReader reader = JsonProviders.createReader(text)) {
			return reader.readUntyped() instanceof Map<?, ?> && reader.nextToken() == JsonToken.END_DOCUMENT;
		}
		catch (IOException | RuntimeException notJson) {
			return false;
		}
	}

}
