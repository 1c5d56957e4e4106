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

package io.github.iwaspring.directory;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * A URL that a document of the directory names: usable, or with the reason why it is not.
 * White space around it is ignored. A scheme in any case, an international host name and
 * a dot at the end of a host name are accepted: the URL has their plain form, because TLS
 * and Kerberos know no other.
 *
 * @param url the https URL with a host, or {@code null} if it cannot be used
 * @param flaw what is wrong with it, as a whole sentence, or empty
 */
record DirectoryUrl(@Nullable URI url, String flaw) {

	private static final Pattern PARTS = Pattern
		.compile("(?i)https://(\\[[^]/?#@]*]|[^:/?#@\\[\\]]*)(:[0-9]*)?([/?#].*)?", Pattern.DOTALL);

	private static final int MAX_LENGTH = 255;

	/**
	 * Parses a URL.
	 * @param text the URL as the document names it
	 */
	static DirectoryUrl parse(String text) {
		String stripped = text.strip();
		if (!stripped.toLowerCase(Locale.ROOT).startsWith("https://")) {
			return unusable("It is not an https address.");
		}
		Matcher parts = PARTS.matcher(stripped);
		String host = parts.matches() ? ascii(parts.group(1)) : null;
		if (host == null || host.isEmpty()) {
			return unusable("It has no host, or a malformed one.");
		}
		if (host.contains("_")) {
			return unusable("The name of its host, " + host + ", has an underscore, which the names of hosts cannot "
					+ "have (RFC 1123) and Java's HTTP client refuses.");
		}
		String port = (parts.group(2) != null && parts.group(2).length() > 1) ? parts.group(2) : "";
		String rest = (parts.group(3) != null) ? parts.group(3) : "";
		try {
			URI url = URI.create("https://" + host + port + rest);
			return (HostAndPort.of(url) != null) ? new DirectoryUrl(url, "")
					: unusable("It has no host, or a malformed one.");
		}
		catch (IllegalArgumentException notUrl) {
			return unusable("It is malformed.");
		}
	}

	private static DirectoryUrl unusable(String flaw) {
		return new DirectoryUrl(null, flaw);
	}

	private static @Nullable String ascii(String host) {
		String absolute = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
		if (absolute.length() > MAX_LENGTH) {
			return null;
		}
		try {
			String ascii = absolute.startsWith("[") ? absolute : IDN.toASCII(absolute);
			return ascii.matches("[A-Za-z0-9._-]*|\\[.*]") ? ascii : null;
		}
		catch (IllegalArgumentException notName) {
			return null;
		}
	}

}
