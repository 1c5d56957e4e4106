/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
