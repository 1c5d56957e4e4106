package io.github.iwaspring.test.http;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a request: enough to count and to tell whether credentials were
 * there, and no secret.
 *
 * @param origin the server that it reached
 * @param hop the hop that it was
 * @param method the method
 * @param path the path, decoded, without the query
 * @param connection the connection that it came on: the client's port
 * @param authorizationScheme the scheme of its Authorization header, or {@code null} if
 * there was no such header
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
