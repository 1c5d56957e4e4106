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
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The script of a protocol step: what a test makes the step do instead of its real work,
 * or in addition. Changes apply from the next request. Safe for use by several threads.
 */
public final class HopScript {

	private final List<Interceptor> interceptors;

	private final AtomicReference<CountDownLatch> end;

	private final int times;

	HopScript() {
		this(new CopyOnWriteArrayList<>(), new AtomicReference<>(new CountDownLatch(1)), Integer.MAX_VALUE);
	}

	private HopScript(List<Interceptor> interceptors, AtomicReference<CountDownLatch> end, int times) {
		this.interceptors = interceptors;
		this.end = end;
		this.times = times;
	}

	/**
	 * Limits what is scripted next to a number of requests:
	 * <code>directory.on(TOKEN).times(2).fault(...)</code> fails the next two requests.
	 * @param requests the number of requests
	 * @return this script, with the limit for what is added through the result
	 */
	public HopScript times(int requests) {
		return new HopScript(this.interceptors, this.end, requests);
	}

	/**
	 * Adds an interceptor in front of the existing ones.
	 * @param interceptor the interceptor
	 * @return this script
	 */
	public HopScript intercept(Interceptor interceptor) {
		AtomicInteger left = new AtomicInteger(this.times);
		this.interceptors.add((request, hop) -> (left.getAndUpdate((count) -> Math.max(count - 1, 0)) > 0)
				? interceptor.intercept(request, hop) : hop.respond(request));
		return this;
	}

	/**
	 * Adds a fault.
	 * @param fault the fault
	 * @return this script
	 */
	public HopScript fault(Fault fault) {
		return intercept(fault);
	}

	/**
	 * Sends the same response to every request.
	 * @param reply the response
	 * @return this script
	 */
	public HopScript respond(Reply reply) {
		return intercept((request, hop) -> reply);
	}

	/**
	 * Demands a Kerberos ticket for every request and never accepts one.
	 * @return this script
	 */
	public HopScript challenge() {
		return respond(Reply.challenge());
	}

	/**
	 * Changes the body of every response.
	 * @param change the function that returns the new body for the real one
	 * @return this script
	 */
	public HopScript rewrite(UnaryOperator<String> change) {
		return intercept((request, hop) -> hop.respond(request).mapBody(change));
	}

	/**
	 * Delays every request.
	 * @param latency the delay
	 * @return this script
	 */
	public HopScript delay(Duration latency) {
		return intercept((request, hop) -> {
			try {
				Thread.sleep(latency.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new InterruptedIOException();
			}
			return hop.respond(request);
		});
	}

	/**
	 * Removes everything scripted. The real step responds again, and requests that hang
	 * or drip end.
	 * @return this script
	 */
	public HopScript reset() {
		this.interceptors.clear();
		this.end.getAndSet(new CountDownLatch(1)).countDown();
		return this;
	}

	/**
	 * The latch that the next reset opens.
	 */
	CountDownLatch end() {
		return this.end.get();
	}

	Reply run(Request request, Responder hop) throws IOException {
		Responder responder = hop;
		for (Interceptor interceptor : this.interceptors) {
			Responder next = responder;
			responder = (intercepted) -> interceptor.intercept(intercepted, next);
		}
		return responder.respond(request);
	}

}
