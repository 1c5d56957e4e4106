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
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;

/**
 * How a response is sent to the client: as a whole, or as broken networks and servers
 * send it. The connection is closed if the response is not sent completely.
 */
public final class Delivery {

	static final Delivery WHOLE = in(StandardCharsets.UTF_8);

	/**
	 * Announces the whole body, sends the first half and closes the connection.
	 */
	static final Delivery TRUNCATED = new Delivery((exchange, reply, end) -> {
		byte[] body = bytes(reply, StandardCharsets.UTF_8);
		OutputStream out = begin(exchange, reply, body.length + 1L);
		out.write(body, 0, body.length / 2);
		out.flush();
	});

	/**
	 * Sends nothing and closes the connection.
	 */
	static final Delivery NONE = new Delivery((exchange, reply, end) -> {
	});

	/**
	 * Sends nothing and closes the connection at the end of the script.
	 */
	static final Delivery NEVER = new Delivery((exchange, reply, end) -> end.await());

	private static final int CHUNK = 8192;

	private final Strategy strategy;

	private Delivery(Strategy strategy) {
		this.strategy = strategy;
	}

	/**
	 * Sends the whole body in a charset.
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
	 * Sends the body byte by byte, with a pause after each byte.
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
	 * Sends blanks instead of the body. Only a few of them are in memory at a time.
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
	 * Sends a response, on a thread of the server.
	 * @param exchange the HTTP request and its response, which the server closes
	 * afterwards
	 * @param reply the response
	 * @param end the latch that ends all waiting
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
