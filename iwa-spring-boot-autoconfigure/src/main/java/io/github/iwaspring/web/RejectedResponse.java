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

package io.github.iwaspring.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * The response of an API that rejected a token. To close it takes at most two seconds.
 * <p>
 * Some transports read a body to its end when it is closed, and an API can send one that
 * never ends. So another thread closes it. If it does not come back in time, it is left
 * alone until the API ends the response. There are at most 16 such threads. Responses
 * that find none free wait for one, also after the call has gone on; at most 1000 wait.
 */
final class RejectedResponse implements ClientHttpResponse {

	private static final Log logger = LogFactory.getLog(RejectedResponse.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final int MAX_THREADS = 16;

	private static final int MAX_WAITING = 1000;

	private static final Executor THREADS = newThreads();

	private final ClientHttpResponse response;

	private volatile boolean hasStarted;

	/**
	 * Creates a response.
	 * @param response the response of the transport
	 */
	RejectedResponse(ClientHttpResponse response) {
		this.response = response;
	}

	@Override
	public void close() {
		FutureTask<Void> closing = new FutureTask<>(this::closeWithoutBound, null);
		try {
			THREADS.execute(closing);
			closing.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			if (this.hasStarted) {
				closing.cancel(true);
			}
			logger.debug("The response to a rejected token did not end in time. It is not waited for.");
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			logger.debug("The response to a rejected token is not closed, because no thread is free", ex);
		}
		catch (ExecutionException ex) {
			logger.debug("The response to a rejected token could not be closed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Closes the body before the response: for most transports this gives up the
	 * connection, where closing the response would read the body first.
	 */
	private void closeWithoutBound() {
		this.hasStarted = true;
		try (ClientHttpResponse closed = this.response) {
			closed.getBody().close();
		}
		catch (IOException ex) {
			logger.debug("The body of the response to a rejected token ended early", ex);
		}
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public InputStream getBody() throws IOException {
		return this.response.getBody();
	}

	private static Executor newThreads() {
		ThreadPoolExecutor threads = new ThreadPoolExecutor(MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(MAX_WAITING), RejectedResponse::newThread);
		threads.allowCoreThreadTimeOut(true);
		return threads;
	}

	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(task, "iwa-rejected-response");
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		return thread;
	}

}
