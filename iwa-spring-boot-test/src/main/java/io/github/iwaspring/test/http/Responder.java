package io.github.iwaspring.test.http;

import java.io.IOException;

/**
 * Responds to requests, on threads of the server.
 */
@FunctionalInterface
public interface Responder {

	/**
	 * Responds to a request.
	 * @param request the request
	 * @return the response
	 * @throws IOException to close the connection without a response
	 */
	Reply respond(Request request) throws IOException;

}
