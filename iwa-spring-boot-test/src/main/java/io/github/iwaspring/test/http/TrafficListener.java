package io.github.iwaspring.test.http;

/**
 * Listener for connections and requests, called on threads of the servers before the
 * response.
 */
public interface TrafficListener {

	/**
	 * Called when a client opened a connection and started the TLS handshake.
	 * @param origin the server
	 * @param connection the client's port
	 */
	void connected(Origin origin, int connection);

	/**
	 * Called when a request arrived.
	 * @param request the log entry of the request
	 */
	void requested(RecordedRequest request);

}
