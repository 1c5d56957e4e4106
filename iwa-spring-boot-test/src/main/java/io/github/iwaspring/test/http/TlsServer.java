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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.iwaspring.test.support.DaemonThreads;

/**
 * An HTTPS server on a free port of the loopback address, with HTTP/1.1 and persistent
 * connections. It takes its port before it gets its routes, so that the servers can know
 * each other's addresses.
 */
public final class TlsServer implements AutoCloseable {

	private static final String NO_DELAY = "sun.net.httpserver.nodelay";

	private static final int MAX_BODY_SIZE = 1024 * 1024;

	private final Origin origin;

	private final HttpsServer server;

	private final ExecutorService threads;

	private final Scripts scripts;

	private final TrafficListener listener;

	private volatile List<Route> routes = Collections.emptyList();

	/**
	 * Takes a port.
	 * @param origin the origin
	 * @param context the TLS context
	 * @param scripts the scripts of the protocol steps
	 * @param listener the listener for connections and requests
	 */
	public TlsServer(Origin origin, SSLContext context, Scripts scripts, TrafficListener listener) {
		this.origin = origin;
		this.scripts = scripts;
		this.listener = listener;
		try {
			this.server = create();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("There is no free port for " + origin, ex);
		}
		this.server.setHttpsConfigurator(configurator(context));
		this.threads = DaemonThreads.pool(origin.name().toLowerCase(Locale.ROOT));
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
	}

	private HttpsConfigurator configurator(SSLContext context) {
		return new HttpsConfigurator(context) {
			@Override
			public void configure(HttpsParameters parameters) {
				TlsServer.this.listener.connected(TlsServer.this.origin, parameters.getClientAddress().getPort());
				super.configure(parameters);
			}
		};
	}

	/**
	 * Creates the JDK's server. It reads only once, at creation, whether to send small
	 * responses without delay.
	 */
	private static synchronized HttpsServer create() throws IOException {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0);
		if (System.getProperty(NO_DELAY) != null) {
			return HttpsServer.create(address, 0);
		}
		System.setProperty(NO_DELAY, "true");
		try {
			return HttpsServer.create(address, 0);
		}
		finally {
			System.clearProperty(NO_DELAY);
		}
	}

	/**
	 * Returns the origin's address, without a path.
	 * @return an https URI with the name {@code localhost} and the port
	 */
	public URI uri() {
		return uri("localhost");
	}

	/**
	 * Returns the origin's address with another name of this machine, without a path.
	 * @param host the name
	 * @return an https URI with that name and the port
	 */
	public URI uri(String host) {
		return URI.create("https://" + host + ":" + this.server.getAddress().getPort());
	}

	/**
	 * Starts to respond.
	 * @param routes the routes; the first match is used
	 */
	public void start(List<Route> routes) {
		this.routes = List.copyOf(routes);
		try {
			// from a daemon thread, whose daemon status the server's thread inherits
			this.threads.submit(this.server::start).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(this.origin + " did not start", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while " + this.origin + " was starting", ex);
		}
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_SIZE + 1);
			String method = exchange.getRequestMethod();
			String path = exchange.getRequestURI().getPath();
			Route route = this.routes.stream()
				.filter((candidate) -> candidate.matches(method, path))
				.findFirst()
				.orElseGet(() -> Route.notFound(method));
			Request request = request(exchange, route.hop(), new String(body, StandardCharsets.UTF_8));
			this.listener.requested(RecordedRequest.of(request));
			HopScript script = this.scripts.of(route.hop());
			CountDownLatch end = script.end();
			Reply reply = (body.length > MAX_BODY_SIZE) ? Reply.status(413) : reply(script, route, request);
			reply.delivery().deliver(exchange, reply, end);
		}
	}

	private static Reply reply(HopScript script, Route route, Request request) throws IOException {
		try {
			return script.run(request, route.responder());
		}
		catch (RuntimeException | AssertionError ex) {
			return Reply.of(500, "text/plain; charset=utf-8", "The embedded directory failed: " + ex);
		}
	}

	private Request request(HttpExchange exchange, Hop hop, String body) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(exchange.getRequestHeaders());
		String query = exchange.getRequestURI().getRawQuery();
		return new Request(this.origin, hop, exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
				(query != null) ? query : "", headers, body, exchange.getRemoteAddress().getPort());
	}

	@Override
	public void close() {
		// first, because the JDK's server would wait for a response that nobody reads
		DaemonThreads.stop(this.threads);
		this.server.stop(0);
	}

}
