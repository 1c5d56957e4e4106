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

package io.github.iwaspring.directory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and reads its response to the end, within a bound of time and of
 * size. Safe for use by several threads.
 */
final class HttpTransport {

	private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

	private final HttpSettings settings;

	HttpTransport(HttpSettings settings) {
		this.settings = settings;
	}

	/**
	 * Sends a request.
	 * @param request the request as messages name it
	 * @param httpRequest the request as it is sent
	 * @param context the sign-in that the request belongs to, which bounds it too
	 * @return the response, with any status but that of a proxy
	 * @throws IwaException if there is no response
	 */
	DirectoryResponse send(DirectoryRequest request, HttpRequest httpRequest, SignInContext context) {
		Duration remaining = context.remaining();
		boolean isLast = remaining.compareTo(this.settings.readTimeout()) < 0;
		Duration timeout = isLast ? remaining : this.settings.readTimeout();
		HttpClient client = client(request);
		context.requestSent();
		// not sendAsync: it completes in the common pool, whose threads may all be
		// waiting for a token
		try (Deadline deadline = new Deadline(timeout)) {
			HttpResponse<String> response = send(request, httpRequest, client, deadline,
					() -> isLast ? context.timedOut() : timedOut(request, timeout));
			DirectoryResponse read = new DirectoryResponse(response.statusCode(), response.headers(),
					withoutByteOrderMark(response.body()),
					response.sslSession().map(HttpTransport::certificate).orElse(null));
			if (read.status() == PROXY_AUTHENTICATION_REQUIRED) {
				throw TransportErrors.proxyAuthenticationRequired(request, read, this.settings);
			}
			return read;
		}
	}

	private HttpResponse<String> send(DirectoryRequest request, HttpRequest httpRequest, HttpClient client,
			Deadline deadline, Supplier<IwaException> timedOut) {
		try {
			return client.send(httpRequest, (head) -> new LimitedBody(this.settings.maxResponseSize()));
		}
		catch (IOException ex) {
			throw deadline.hasPassed() ? timedOut.get() : TransportErrors.translate(request, ex, this.settings);
		}
		catch (InterruptedException ex) {
			if (deadline.hasPassed()) {
				throw timedOut.get();
			}
			throw SignInContext.interrupted(request.failure(IwaErrorCode.UNEXPECTED, "The request was cancelled."));
		}
	}

	private static IwaException timedOut(DirectoryRequest request, Duration timeout) {
		return request
			.failure(IwaErrorCode.TIMEOUT, "There was no complete response within " + timeout.toMillis() + " ms.")
			.action("Check the network or VPN connection to that host, or raise iwa.http.read-timeout.")
			.build();
	}

	private HttpClient client(DirectoryRequest request) {
		try {
			return this.settings.client().get();
		}
		catch (RuntimeException ex) {
			throw request
				.failure(IwaErrorCode.CONFIGURATION_REFUSED, "The HTTP client could not be built, so nothing was sent.")
				.action("Check the SSL bundle that iwa.http.ssl.bundle names, its files and passwords.")
				.local()
				.cause(ex)
				.build();
		}
	}

	private static @Nullable X509Certificate certificate(SSLSession session) {
		try {
			return (session.getPeerCertificates()[0] instanceof X509Certificate certificate) ? certificate : null;
		}
		catch (SSLPeerUnverifiedException anonymous) {
			return null;
		}
	}

	/**
	 * Removes a byte order mark, which parsers of bytes would skip.
	 * @param body the body, or {@code null} where a proxy refused a tunnel
	 */
	private static String withoutByteOrderMark(@Nullable String body) {
		if (body == null) {
			return "";
		}
		return body.startsWith("\uFEFF") ? body.substring(1) : body;
	}

	/**
	 * Interrupts the thread that created it after some time, unless it is closed before.
	 * Closing it clears the interrupt that this deadline caused.
	 */
	private static final class Deadline implements AutoCloseable {

		private final Thread thread = Thread.currentThread();

		private final CompletableFuture<Void> timer = new CompletableFuture<>();

		private boolean passed;

		private boolean closed;

		Deadline(Duration time) {
			this.timer.orTimeout(Math.max(time.toMillis(), 1), TimeUnit.MILLISECONDS).exceptionally((expired) -> {
				pass();
				return null;
			});
		}

		private synchronized void pass() {
			if (!this.closed) {
				this.passed = true;
				this.thread.interrupt();
			}
		}

		/**
		 * Whether the time is over. An interrupt comes from outside only if it is not.
		 */
		synchronized boolean hasPassed() {
			return this.passed;
		}

		@Override
		public void close() {
			synchronized (this) {
				this.closed = true;
				if (this.passed) {
					Thread.interrupted();
				}
			}
			this.timer.complete(null);
		}

	}

	/**
	 * Reads a body as a string of a limited number of bytes. A larger body ends the
	 * transfer.
	 */
	private static final class LimitedBody implements BodySubscriber<String> {

		private final BodySubscriber<String> body = BodySubscribers.ofString(StandardCharsets.UTF_8);

		private final CompletableFuture<String> result = new CompletableFuture<>();

		private long left;

		private @Nullable Subscription subscription;

		LimitedBody(long limit) {
			this.left = limit;
			this.body.getBody().whenComplete((text, failure) -> {
				if (failure != null) {
					this.result.completeExceptionally(failure);
				}
				else {
					this.result.complete(text);
				}
			});
		}

		@Override
		public CompletionStage<String> getBody() {
			return this.result;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			this.body.onSubscribe(subscription);
		}

		@Override
		public void onNext(List<ByteBuffer> buffers) {
			for (ByteBuffer buffer : buffers) {
				this.left -= buffer.remaining();
			}
			if (this.left >= 0) {
				this.body.onNext(buffers);
			}
			else if (this.subscription != null) {
				this.subscription.cancel();
				this.result.completeExceptionally(new ResponseTooLargeException());
			}
		}

		@Override
		public void onError(Throwable failure) {
			this.body.onError(failure);
		}

		@Override
		public void onComplete() {
			this.body.onComplete();
		}

	}

	/**
	 * Thrown for a body beyond its limit.
	 */
	static final class ResponseTooLargeException extends IOException {

	}

}
