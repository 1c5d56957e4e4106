package io.github.iwaspring.test.http;

import java.io.IOException;

/**
 * Code in front of a protocol step, which replaces its response, changes it, or only
 * observes it.
 */
@FunctionalInterface
public interface Interceptor {

	/**
	 * Responds to a request.
	 * @param request the request
	 * @param hop the step behind this interceptor
	 * @return the response
	 * @throws IOException to close the connection without a response
	 */
	Reply intercept(Request request, Responder hop) throws IOException;

}
