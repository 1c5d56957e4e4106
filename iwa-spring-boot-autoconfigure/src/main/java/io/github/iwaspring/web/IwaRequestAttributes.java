package io.github.iwaspring.web;

import java.util.Map;
import java.util.function.Consumer;

import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * Attributes by which a single request chooses its token, for {@code WebClient} and
 * {@code RestClient} alike: <pre class="code">
 * webClient.get().uri("/reports").attributes(IwaRequestAttributes.scopes("api://reports/.default"))
 * </pre> An attribute never widens where a token may go.
 */
public final class IwaRequestAttributes {

	private static final String SCOPES = IwaRequestAttributes.class.getName() + ".scopes";

	private static final String WITHOUT_TOKEN = IwaRequestAttributes.class.getName() + ".withoutToken";

	private IwaRequestAttributes() {
	}

	/**
	 * Asks for a token for other scopes than the client's.
	 * @param scopes scopes of one resource, at least one
	 * @return what to pass to {@code attributes(...)}
	 * @throws IllegalArgumentException if there are no scopes, or one is blank
	 */
	public static Consumer<Map<String, Object>> scopes(String... scopes) {
		IwaTokenRequest requested = IwaTokenRequest.defaults().withScopes(scopes);
		if (requested.scopes().isEmpty()) {
			throw new IllegalArgumentException("At least one scope is needed");
		}
		return (attributes) -> attributes.put(SCOPES, requested);
	}

	/**
	 * Sends the request without a token.
	 * @return what to pass to {@code attributes(...)}
	 */
	public static Consumer<Map<String, Object>> withoutToken() {
		return (attributes) -> attributes.put(WITHOUT_TOKEN, Boolean.TRUE);
	}

	/**
	 * Reads what a request asked for.
	 * @param attributes the request's attributes
	 * @return what its token is to be for, or {@code null} if the request left the choice
	 * to its client
	 */
	public static @Nullable IwaTokenRequest requested(Map<String, Object> attributes) {
		return (attributes.get(SCOPES) instanceof IwaTokenRequest requested) ? requested : null;
	}

	/**
	 * Tells whether a request opted out.
	 * @param attributes the request's attributes
	 * @return {@code true} if the request is to go without a token
	 */
	public static boolean isWithoutToken(Map<String, Object> attributes) {
		return Boolean.TRUE.equals(attributes.get(WITHOUT_TOKEN));
	}

}
