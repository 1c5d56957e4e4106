package io.github.iwaspring.test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Origin;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.http.TrafficListener;
import io.github.iwaspring.test.kerberos.TicketRequest;

/**
 * What reached an embedded directory, in order of arrival. A request is in the log before
 * it is answered. Holds no secrets.
 */
public final class DirectoryLog {

	private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

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

	private Set<Integer> connectionsTo(Origin origin) {
		return this.connections.computeIfAbsent(origin, (key) -> ConcurrentHashMap.newKeySet());
	}

	/**
	 * All HTTP requests.
	 * @return the requests, a copy
	 */
	public List<RecordedRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * The HTTP requests of a hop.
	 * @param hop the hop
	 * @return the requests, a copy
	 */
	public List<RecordedRequest> requests(Hop hop) {
		return this.requests.stream().filter((request) -> request.hop() == hop).toList();
	}

	/**
	 * The hops of all HTTP requests.
	 * @return the hops, a copy
	 */
	public List<Hop> hops() {
		return this.requests.stream().map(RecordedRequest::hop).toList();
	}

	/**
	 * How many connections to an origin were opened, or carried requests.
	 * @param origin the origin
	 * @return the number
	 */
	public int connections(Origin origin) {
		return connectionsTo(origin).size();
	}

	/**
	 * All messages that reached the KDC. It is shared by the directories of a JVM: those
	 * that were meant for another one are there too.
	 * @return the messages, a copy
	 */
	public List<TicketRequest> ticketRequests() {
		return List.copyOf(this.ticketRequests);
	}

	/**
	 * How many tickets of a kind the KDC granted.
	 * @param kind the kind
	 * @return the number
	 */
	public int tickets(TicketRequest.Kind kind) {
		return (int) this.ticketRequests.stream()
			.filter(TicketRequest::granted)
			.filter((request) -> request.kind() == kind)
			.count();
	}

	/**
	 * Forgets everything so far.
	 */
	public void clear() {
		this.requests.clear();
		this.ticketRequests.clear();
		this.connections.clear();
	}

	@Override
	public String toString() {
		return "DirectoryLog" + hops();
	}

}
