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
 * What a test wants a hop to do instead of, or besides, what the real one does. Takes
 * effect for the next request; may be changed at any time, from any thread.
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
	 * Limits what is scripted next: <code>directory.on(TOKEN).times(2).fault(...)</code>
	 * is a fault of the next two requests.
	 * @param requests for how many requests each thing lasts that is scripted by the
	 * result
	 * @return this script, with that limit
	 */
	public HopScript times(int requests) {
		return new HopScript(this.interceptors, this.end, requests);
	}

	/**
	 * Adds an interceptor in front of those that are there.
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
	 * Has something go wrong.
	 * @param fault what
	 * @return this script
	 */
	public HopScript fault(Fault fault) {
		return intercept(fault);
	}

	/**
	 * Gives one answer to every request.
	 * @param reply the answer
	 * @return this script
	 */
	public HopScript respond(Reply reply) {
		return intercept((request, hop) -> reply);
	}

	/**
	 * Asks every request for a Kerberos ticket, and never takes one.
	 * @return this script
	 */
	public HopScript challenge() {
		return respond(Reply.challenge());
	}

	/**
	 * Changes the body of every answer.
	 * @param change makes the new body of the real one
	 * @return this script
	 */
	public HopScript rewrite(UnaryOperator<String> change) {
		return intercept((request, hop) -> hop.respond(request).mapBody(change));
	}

	/**
	 * Holds every request back.
	 * @param latency how long
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
	 * Forgets everything: the hop is real again, and requests that hang or drip are given
	 * up.
	 * @return this script
	 */
	public HopScript reset() {
		this.interceptors.clear();
		this.end.getAndSet(new CountDownLatch(1)).countDown();
		return this;
	}

	/**
	 * Opened by the next reset.
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
