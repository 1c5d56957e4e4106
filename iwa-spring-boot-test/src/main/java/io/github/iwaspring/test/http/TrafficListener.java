package io.github.iwaspring.test.http;

/**
 * Told of what reaches the origins, on threads of the servers and before any answer.
 */
public interface TrafficListener {

	/**
	 * A client opened a connection and began to negotiate TLS.
	 * @param origin the server
	 * @param connection the client's port
	 */
	void connected(Origin origin, int connection);

	/**
	 * A request arrived.
	 * @param request what may be remembered of it
	 */
	void requested(RecordedRequest request);

}
