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

package io.github.iwaspring.test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.iwaspring.test.api.ApiCall;
import io.github.iwaspring.test.entra.IssuedToken;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Origin;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.http.TrafficListener;
import io.github.iwaspring.test.kerberos.TicketRequest;

/**
 * The requests that reached an embedded directory, in order of arrival. A request is
 * logged before it is answered. The log holds no secrets. Safe for use by several
 * threads.
 */
public final class DirectoryLog {

	private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

	private final List<IssuedToken> tokens = new CopyOnWriteArrayList<>();

	private final List<ApiCall> apiCalls = new CopyOnWriteArrayList<>();

	private final List<TicketRequest> ticketRequests = new CopyOnWriteArrayList<>();

	private final Map<Origin, Set<Integer>> connections = new ConcurrentHashMap<>();

	private final TrafficListener listener = new TrafficListener() {

		@Override
		public void connected(Origin origin, int connection) {
			connectionsTo(origin).add(connection);
		}

		@Override
		public void requested(RecordedRequest request) {
			connectionsTo(request.origin()).add(request.connection());
			DirectoryLog.this.requests.add(request);
		}

	};

	DirectoryLog() {
	}

	TrafficListener listener() {
		return this.listener;
	}

	void add(TicketRequest request) {
		this.ticketRequests.add(request);
	}

	void add(IssuedToken token) {
		this.tokens.add(token);
	}

	void add(ApiCall call) {
		this.apiCalls.add(call);
	}

	private Set<Integer> connectionsTo(Origin origin) {
		return this.connections.computeIfAbsent(origin, (key) -> ConcurrentHashMap.newKeySet());
	}

	/**
	 * Returns all HTTP requests.
	 * @return the requests, a copy
	 */
	public List<RecordedRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Returns the HTTP requests of a protocol step.
	 * @param hop the protocol step
	 * @return the requests, a copy
	 */
	public List<RecordedRequest> requests(Hop hop) {
		return this.requests.stream().filter((request) -> request.hop() == hop).toList();
	}

	/**
	 * Returns the protocol steps of all HTTP requests.
	 * @return the protocol steps, a copy
	 */
	public List<Hop> hops() {
		return this.requests.stream().map(RecordedRequest::hop).toList();
	}

	/**
	 * Returns the access tokens that Entra ID issued.
	 * @return the tokens, a copy without their values
	 */
	public List<IssuedToken> tokens() {
		return List.copyOf(this.tokens);
	}

	/**
	 * Returns the requests that the protected API answered.
	 * @return the requests, a copy
	 */
	public List<ApiCall> apiCalls() {
		return List.copyOf(this.apiCalls);
	}

	/**
	 * Returns how many connections to an origin were opened or used.
	 * @param origin the origin
	 * @return the number of connections
	 */
	public int connections(Origin origin) {
		return connectionsTo(origin).size();
	}

	/**
	 * Returns all messages that reached the KDC. All directories of a JVM share the KDC,
	 * so messages of the others are included.
	 * @return the messages, a copy
	 */
	public List<TicketRequest> ticketRequests() {
		return List.copyOf(this.ticketRequests);
	}

	/**
	 * Returns how many tickets of a kind the KDC granted.
	 * @param kind the kind
	 * @return the number of tickets
	 */
	public int tickets(TicketRequest.Kind kind) {
		return (int) this.ticketRequests.stream()
			.filter(TicketRequest::granted)
			.filter((request) -> request.kind() == kind)
			.count();
	}

	/**
	 * Removes everything logged so far.
	 */
	public void clear() {
		this.requests.clear();
		this.tokens.clear();
		this.apiCalls.clear();
		this.ticketRequests.clear();
		this.connections.clear();
	}

	@Override
	public String toString() {
		return "DirectoryLog" + hops();
	}

}
