package io.github.iwaspring.test.http;

import java.util.regex.Pattern;

/**
 * The requests of a protocol step and their responder.
 *
 * @param hop the protocol step
 * @param method the method
 * @param path the pattern of the whole path
 * @param responder the responder
 */
public record Route(Hop hop, String method, Pattern path, Responder responder) {

	private static final Responder NOT_FOUND = (request) -> Reply.status(404);

	/**
	 * Creates a route.
	 * @param hop the protocol step
	 * @param method the method
	 * @param path a regular expression for the whole path
	 * @param responder the responder
	 * @return the route
	 */
	public static Route of(Hop hop, String method, String path, Responder responder) {
		return new Route(hop, method, Pattern.compile(path), responder);
	}

	static Route notFound(String method) {
		return of(Hop.OTHER, method, ".*", NOT_FOUND);
	}

	boolean matches(String method, String path) {
		return this.method.equals(method) && this.path.matcher(path).matches();
	}

}
