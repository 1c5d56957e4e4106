package io.github.iwaspring.test.http;

import java.io.IOException;

/**
 * Answers requests, on threads of the server.
 */
@FunctionalInterface
public interface Responder {

	/**
	 * Answers a request.
	 * @param request the request
	 * @return the answer
	 * @throws IOException to close the connection without an answer
	 */
	Reply respond(Request request) throws IOException;

}
