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

package io.github.iwaspring.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The content of a token cache file, written as somebody does who knows the format.
 */
final class CacheFileContent {

	private CacheFileContent() {
	}

	/**
	 * Replaces a text in a file, and corrects the header.
	 */
	static void replace(Path file, String text, String other) throws IOException {
		String content = Files.readString(file);
		String body = content.substring(content.indexOf('\n') + 1);
		assertThat(body).contains(text);
		Files.writeString(file, withHeader(body.replace(text, other)));
	}

	private static String withHeader(String body) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
			return "iwa-cache-1 plain " + HexFormat.of().formatHex(hash) + "\n" + body;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
