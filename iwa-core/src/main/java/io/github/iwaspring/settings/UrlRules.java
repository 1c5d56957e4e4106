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

package io.github.iwaspring.settings;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Typo;
import io.github.iwaspring.support.Rules;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The tables of the rules for URLs: where an API is, and where the browser is sent back
 * to. The order counts: the first rule that applies gives the reason, and a rule relies
 * on those before it.
 */
final class UrlRules {

	private static final Pattern USER_INFO = Pattern.compile("^([^/?#]*//)?[^/?#]*@");

	private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");

	private static final Pattern URL_PARTS = Pattern.compile("([^:/?#]+://)([^:/?#]*)(.*)", Pattern.DOTALL);

	private static final Pattern LOCALHOST = Pattern.compile("http://localhost(?::[0-9]{1,5})?/?");

	private UrlRules() {
	}

	/**
	 * The rules for the base URL of an API. User info comes first, so that no later
	 * sentence can quote from it.
	 */
	static Rules<String> baseUrl() {
		return Rules.of(
				refuse((url) -> USER_INFO.matcher(url).find(), "It contains user info: everything before the at sign.",
						(url) -> USER_INFO.matcher(url).replaceFirst("$1")),
				Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL, Typo.QUOTE, Typo.WHITE_SPACE),
				refuse(Typo.NON_ASCII::isIn, "It contains a character that is not ASCII.", UrlRules::withAsciiHost),
				refuse((url) -> url.contains("\\"), "It contains a backslash.", (url) -> url.replace('\\', '/')),
				refuse((url) -> !SCHEME.matcher(url).find(), "It has no scheme.",
						(url) -> "https://" + url.replaceFirst("^/+", "")),
				refuse((url) -> url.contains("#"), "It has a fragment.", (url) -> url.replaceFirst("#.*", "")),
				refuse((url) -> url.contains("?"), "It has a query.", (url) -> url.replaceFirst("\\?.*", "")),
				refuse((url) -> host(url).contains("_"), HostAndPort.UNDERSCORE),
				refuse((url) -> host(url).endsWith("."), "Its host ends with a dot.",
						(url) -> URL_PARTS.matcher(url)
							.replaceFirst("$1" + host(url).replaceFirst("\\.+$", "") + "$3")),
				refuse((url) -> hostOf(url) == null, "It is not a URL with a host."),
				refuse((url) -> !isHttps(url) && !isLoopbackHttp(url),
						"A token is sent over https alone, or over http to this machine (localhost).",
						(url) -> SCHEME.matcher(url).replaceFirst("https://")),
				refuse((url) -> !isHttps(url) && URI.create(url).getPort() == -1,
						"Plain http needs a port, for example 'http://localhost:8080'."));
	}

	/**
	 * The rules for the redirect URI of the browser, which is answered at the root alone.
	 */
	static Rules<String> redirectUri() {
		return Rules.of(Typo.refuse(),
				refuse((uri) -> uri.startsWith("https:"), "A redirect to this machine is received over http.",
						(uri) -> "http:" + uri.substring("https:".length())),
				refuse((uri) -> uri.matches("http://(?:127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?/?"),
						"The browser is sent back to localhost by name, as Entra ID expects it.",
						(uri) -> uri.replaceFirst("127\\.0\\.0\\.1|\\[::1]", "localhost")),
				refuse((uri) -> uri.matches("http://localhost(?::[0-9]{1,5})?/.+"),
						"It has a path, a query or a fragment, where no response can be received.",
						(uri) -> uri.substring(0, uri.indexOf('/', "http://".length()))),
				refuse((uri) -> !LOCALHOST.matcher(uri).matches() || hostOf(uri) == null,
						"It does not lead to this machine by the name localhost.", (uri) -> "http://localhost"));
	}

	private static boolean isHttps(String url) {
		return url.toLowerCase(Locale.ROOT).startsWith("https:");
	}

	private static boolean isLoopbackHttp(String url) {
		HostAndPort host = hostOf(url);
		return url.toLowerCase(Locale.ROOT).startsWith("http:") && host != null && host.isLoopback();
	}

	private static String host(String url) {
		Matcher parts = URL_PARTS.matcher(url);
		return parts.matches() ? parts.group(2) : "";
	}

	/**
	 * The URL with an international host in its plain form, which all clients understand.
	 * @return the URL, or {@code null} if its host has letters that only look like ASCII
	 */
	private static @Nullable String withAsciiHost(String url) {
		Matcher parts = URL_PARTS.matcher(url);
		if (!parts.matches() || Typo.NON_ASCII.isIn(parts.group(1) + parts.group(3))) {
			return null;
		}
		try {
			String ascii = IDN.toASCII(parts.group(2));
			String plain = Typo.refuse(Typo.NON_ASCII).correction().apply(parts.group(2));
			return ascii.equals(plain) ? parts.group(1) + ascii + parts.group(3) : null;
		}
		catch (IllegalArgumentException notHost) {
			return null;
		}
	}

	private static @Nullable HostAndPort hostOf(String url) {
		try {
			URI uri = new URI(url);
			String port = (uri.getPort() != -1) ? ":" + uri.getPort() : "";
			return (uri.getHost() != null) ? HostAndPort.tryParse(uri.getHost() + port) : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
