package io.github.iwaspring.test.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;

/**
 * The way of an answer to the client: whole, or as networks and broken servers do it. An
 * answer that is not delivered to its end costs the client the connection.
 */
public final class Delivery {

	static final Delivery WHOLE = in(StandardCharsets.UTF_8);

	/**
	 * Promises the whole body, and closes the connection half-way through it.
	 */
	static final Delivery TRUNCATED = new Delivery((exchange, reply, end) -> {
		byte[] body = bytes(reply, StandardCharsets.UTF_8);
		OutputStream out = begin(exchange, reply, body.length + 1L);
		out.write(body, 0, body.length / 2);
		out.flush();
	});

	/**
	 * Closes the connection at once.
	 */
	static final Delivery NONE = new Delivery((exchange, reply, end) -> {
	});

	/**
	 * Waits for the end, and closes the connection then.
	 */
	static final Delivery NEVER = new Delivery((exchange, reply, end) -> end.await());

	private static final int CHUNK = 8192;

	private final Strategy strategy;

	private Delivery(Strategy strategy) {
		this.strategy = strategy;
	}

	/**
	 * Delivers the whole body, in a charset of its own choice.
	 */
	static Delivery in(Charset charset) {
		return new Delivery((exchange, reply, end) -> {
			byte[] body = bytes(reply, charset);
			OutputStream out = begin(exchange, reply, body.length);
			if (body.length > 0) {
				out.write(body);
			}
		});
	}

	/**
	 * Delivers one byte of the body after the other, with a pause behind each.
	 */
	static Delivery dripping(Duration pause) {
		return new Delivery((exchange, reply, end) -> {
			byte[] body = bytes(reply, StandardCharsets.UTF_8);
			OutputStream out = begin(exchange, reply, body.length);
			for (byte drop : body) {
				out.write(drop);
				out.flush();
				if (end.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
					return;
				}
			}
		});
	}

	/**
	 * Delivers blanks in the place of the body, never more than a few of them in memory.
	 */
	static Delivery blanks(long size) {
		return new Delivery((exchange, reply, end) -> {
			byte[] blanks = new byte[CHUNK];
			Arrays.fill(blanks, (byte) ' ');
			OutputStream out = begin(exchange, reply, size);
			for (long left = size; left > 0; left -= CHUNK) {
				out.write(blanks, 0, (int) Math.min(left, CHUNK));
			}
		});
	}

	/**
	 * Delivers an answer, on a thread of the server.
	 * @param exchange the exchange, which the server closes afterwards
	 * @param reply the answer
	 * @param end opened when there is nothing to wait for any more
	 */
	void deliver(HttpExchange exchange, Reply reply, CountDownLatch end) throws IOException {
		try {
			this.strategy.deliver(exchange, reply, end);
		}
		catch (InterruptedException closing) {
			Thread.currentThread().interrupt();
		}
	}

	private static byte[] bytes(Reply reply, Charset charset) {
		return reply.body().getBytes(charset);
	}

	private static OutputStream begin(HttpExchange exchange, Reply reply, long length) throws IOException {
		reply.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
		exchange.sendResponseHeaders(reply.status(), (length > 0) ? length : -1);
		return exchange.getResponseBody();
	}

	@FunctionalInterface
	private interface Strategy {

		void deliver(HttpExchange exchange, Reply reply, CountDownLatch end) throws IOException, InterruptedException;

	}

}
