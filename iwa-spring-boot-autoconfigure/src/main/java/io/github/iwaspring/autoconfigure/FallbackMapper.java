package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.support.Rules;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The step from the properties of the fallbacks to settings.
 */
final class FallbackMapper {

	private static final URI ANY_PORT = URI.create("http://localhost");

	private static final Pattern LOCALHOST = Pattern.compile("http://localhost(?::[0-9]{1,5})?/?");

	/**
	 * msal4j listens on the loopback address, answers at the root alone, and replaces a
	 * host without a port by localhost.
	 */
	private static final Rules<String> REDIRECT_URI = Rules.of(TypingSlip.refuse(),
			refuse((uri) -> uri.startsWith("https:"), "A redirect to this machine is received over http.",
					(uri) -> "http:" + uri.substring("https:".length())),
			refuse((uri) -> uri.matches("http://(?:127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?/?"),
					"The browser is sent back to localhost by name, as Entra ID expects it.",
					(uri) -> uri.replaceFirst("127\\.0\\.0\\.1|\\[::1]", "localhost")),
			refuse((uri) -> uri.matches("http://localhost(?::[0-9]{1,5})?/.+"),
					"It has a path, a query or a fragment, where no answer can be received.",
					(uri) -> uri.substring(0, uri.indexOf('/', "http://".length()))),
			refuse((uri) -> !LOCALHOST.matcher(uri).matches() || !hasPort(uri),
					"It does not lead to this machine by the name localhost.", (uri) -> ANY_PORT.toString()));

	private final Problems problems;

	FallbackMapper(Problems problems) {
		this.problems = problems;
	}

	IwaSettings.Fallback map(IwaProperties.Fallback fallback) {
		Values values = new Values(this.problems);
		String redirectUri = values.optional(IwaProperty.REDIRECT_URI, fallback.interactive().redirectUri(),
				REDIRECT_URI);
		return new IwaSettings.Fallback(List.copyOf(fallback.flows().stream().distinct().toList()),
				values.positive(IwaProperty.DEVICE_CODE_TIMEOUT, fallback.deviceCode().timeout()),
				values.positive(IwaProperty.INTERACTIVE_TIMEOUT, fallback.interactive().timeout()),
				(redirectUri != null) ? URI.create(redirectUri) : ANY_PORT);
	}

	/**
	 * Whether there is a usable port, or none at all.
	 */
	private static boolean hasPort(String uri) {
		try {
			int port = new URI(uri).getPort();
			return port == -1 || (port > 0 && port < 65536);
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}
