package io.github.iwaspring.directory;

import java.net.URI;

import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * A URL that a document of the directory names, if it leads to a host over https.
 */
final class HttpsUrl {

	private static final String SCHEME = "https";

	private HttpsUrl() {
	}

	/**
	 * Reads a URL.
	 * @param text the URL, its scheme in any case
	 * @return the URL, its scheme in lower case, or {@code null} if the text is anything
	 * else
	 */
	static @Nullable URI parse(String text) {
		if (!text.regionMatches(true, 0, SCHEME + "://", 0, SCHEME.length() + 3)) {
			return null;
		}
		try {
			URI url = URI.create(SCHEME + text.substring(SCHEME.length()));
			return (HostAndPort.of(url) != null) ? url : null;
		}
		catch (IllegalArgumentException notAnUrl) {
			return null;
		}
	}

}
