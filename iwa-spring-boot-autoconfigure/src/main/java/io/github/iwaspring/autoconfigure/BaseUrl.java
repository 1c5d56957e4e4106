package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.support.Rules;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The rules for the base URL of an API. User info comes first, so that no later rule can
 * quote from it.
 */
final class BaseUrl {

	private static final Pattern USER_INFO = Pattern.compile("^([^/?#]*//)?[^/?#]*@");

	private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");

	static final Rules<String> RULES = Rules.of(
			refuse((url) -> USER_INFO.matcher(url).find(), "It contains user info: everything before the at sign.",
					(url) -> USER_INFO.matcher(url).replaceFirst("$1")),
			TypingSlip.refuse(TypingSlip.PLACEHOLDER, TypingSlip.CONTROL, TypingSlip.QUOTE, TypingSlip.WHITE_SPACE),
			refuse(TypingSlip.NON_ASCII::isIn, "It contains a character that is not ASCII."),
			refuse((url) -> url.contains("\\"), "It contains a backslash.", (url) -> url.replace('\\', '/')),
			refuse((url) -> !SCHEME.matcher(url).find(), "It has no scheme.",
					(url) -> "https://" + url.replaceFirst("^/+", "")),
			refuse((url) -> url.contains("#"), "It has a fragment.", (url) -> url.replaceFirst("#.*", "")),
			refuse((url) -> url.contains("?"), "It has a query.", (url) -> url.replaceFirst("\\?.*", "")),
			refuse((url) -> hostOf(url) == null, "It is not a URL with a host."),
			refuse((url) -> !isHttps(url) && !isLoopbackHttp(url),
					"A token is sent over https alone, or over http to this machine (localhost).",
					(url) -> SCHEME.matcher(url).replaceFirst("https://")));

	private BaseUrl() {
	}

	private static boolean isHttps(String url) {
		return url.toLowerCase(Locale.ROOT).startsWith("https:");
	}

	private static boolean isLoopbackHttp(String url) {
		HostAndPort host = hostOf(url);
		return url.toLowerCase(Locale.ROOT).startsWith("http:") && host != null && host.isLoopback();
	}

	private static @Nullable HostAndPort hostOf(String url) {
		try {
			URI uri = new URI(url);
			String port = (uri.getPort() != -1) ? ":" + uri.getPort() : "";
			return (uri.getHost() != null) ? HostAndPort.parse(uri.getHost() + port) : null;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

}
