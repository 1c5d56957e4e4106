package io.github.iwaspring.test.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * What a test wants a hop to do instead of, or besides, what the real one does. Takes
 * effect for the next request; may be changed at any time, from any thread.
 */
public final class HopScript {

	private final List<Interceptor> interceptors = new CopyOnWriteArrayList<>();

	HopScript() {
	}

	/**
	 * Adds an interceptor in front of those that are there.
	 * @param interceptor the interceptor
	 * @return this script
	 */
	public HopScript intercept(Interceptor interceptor) {
		this.interceptors.add(interceptor);
		return this;
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
	 * Forgets everything: the hop is real again.
	 * @return this script
	 */
	public HopScript reset() {
		this.interceptors.clear();
		return this;
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
