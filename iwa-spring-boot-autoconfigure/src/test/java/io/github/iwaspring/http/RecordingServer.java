package io.github.iwaspring.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/**
 * A server that records every request that reached it, and answers 200 unless told
 * otherwise.
 */
public final class RecordingServer implements AutoCloseable {

	private final String scheme;

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final Map<String, Function<Received, Answer>> answers = new ConcurrentHashMap<>();

	private RecordingServer(String scheme, HttpServer server) {
		this.scheme = scheme;
		this.server = server;
		server.setExecutor(this.executor);
		server.createContext("/", this::handle);
		server.start();
	}

	public static RecordingServer http() throws IOException {
		return new RecordingServer("http", HttpServer.create(freePort(), 0));
	}

	public static RecordingServer https() throws IOException {
		HttpsServer server = HttpsServer.create(freePort(), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(TestTls.serverContext()));
		return new RecordingServer("https", server);
	}

	private static InetSocketAddress freePort() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

	public RecordingServer answer(String path, Function<Received, Answer> answer) {
		this.answers.put(path, answer);
		return this;
	}

	public RecordingServer redirect(String path, int status, URI location) {
		return answer(path, (request) -> new Answer(status, Map.of("Location", List.of(location.toString())), ""));
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	public URI url(String path) {
		return url("localhost", path);
	}

	public URI url(String host, String path) {
		return URI.create(this.scheme + "://" + host + ":" + port() + path);
	}

	public List<Received> received() {
		return List.copyOf(this.received);
	}

	/**
	 * The {@code Authorization} headers that arrived, in order; "none" where there was
	 * none.
	 */
	public List<String> authorizations() {
		return this.received.stream().map(Received::authorization).toList();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			List<String> authorization = exchange.getRequestHeaders().getOrDefault("Authorization", List.of("none"));
			Received request = new Received(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
					String.join(" + ", authorization), body);
			this.received.add(request);
			Answer answer = this.answers.getOrDefault(request.path(), (any) -> Answer.ok()).apply(request);
			answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
			byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
			boolean bodiless = bytes.length == 0 || request.method().equals("HEAD");
			exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : bytes.length);
			if (!bodiless) {
				exchange.getResponseBody().write(bytes);
			}
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * A request that arrived.
	 */
	public record Received(String method, String path, String authorization, String body) {
	}

	/**
	 * What to answer.
	 */
	public record Answer(int status, Map<String, List<String>> headers, String body) {

		public static Answer ok() {
			return new Answer(200, Map.of(), "fine");
		}

		public static Answer unauthorized(String... challenges) {
			return new Answer(401, Map.of("WWW-Authenticate", List.of(challenges)), "go away");
		}

	}

}
