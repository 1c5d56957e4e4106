package io.github.iwaspring.test.http;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The log entry of a request. It says whether the request had credentials, but holds no
 * secret.
 *
 * @param origin the server that it reached
 * @param hop its protocol step
 * @param method the method
 * @param path the path, decoded, without the query
 * @param connection the client's port, which identifies the connection
 * @param authorizationScheme the scheme of its Authorization header, or {@code null}
 * without such a header
 * @param headerNames the names of its headers, in lower case
 */
public record RecordedRequest(Origin origin, Hop hop, String method, String path, int connection,
		@Nullable String authorizationScheme, Set<String> headerNames) {

	static RecordedRequest of(Request request) {
		String authorization = request.header("Authorization");
		Set<String> names = new TreeSet<>();
		request.headers().keySet().forEach((name) -> names.add(name.toLowerCase(Locale.ROOT)));
		return new RecordedRequest(request.origin(), request.hop(), request.method(), request.path(),
				request.connection(), (authorization != null) ? authorization.split(" ", 2)[0] : null, names);
	}

}
