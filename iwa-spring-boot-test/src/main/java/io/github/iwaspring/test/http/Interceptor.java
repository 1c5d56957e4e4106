package io.github.iwaspring.test.http;

import java.io.IOException;

/**
 * Stands before a hop, and answers in its place, changes its answer, or just looks on.
 */
@FunctionalInterface
public interface Interceptor {

	/**
	 * Answers a request.
	 * @param request the request
	 * @param hop what would answer without this interceptor
	 * @return the answer
	 * @throws IOException to close the connection without an answer
	 */
	Reply intercept(Request request, Responder hop) throws IOException;

}
