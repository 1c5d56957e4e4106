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

package io.github.iwaspring.token;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * One acquisition and all callers who wait for it. It ends at its time-out at the latest,
 * whatever its thread is doing. The deadline is replaced when the user is prompted.
 */
final class PendingAcquisition {

	private static final long GRACE_MILLIS = 1000;

	private final Key key;

	private final TokenCache cache;

	private final Set<String> scopes;

	private final AcquisitionContext context;

	private final Consumer<PendingAcquisition> beforeEnd;

	private final CompletableFuture<IwaToken> result = new CompletableFuture<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final AtomicReference<CompletableFuture<Void>> timer = new AtomicReference<>(new CompletableFuture<>());

	private volatile @Nullable Future<?> task;

	private volatile boolean serviceClosed;

	/**
	 * Creates an acquisition. Its time starts now.
	 * @param key what is acquired
	 * @param timeout the time limit of the whole acquisition
	 * @param beforeEnd called before the callers are told of the end, so that a caller
	 * who tries again does not join this acquisition
	 */
	PendingAcquisition(Key key, Duration timeout, Consumer<PendingAcquisition> beforeEnd) {
		this.key = key;
		this.cache = key.cache();
		this.scopes = key.request().scopes();
		this.context = new AcquisitionContext(key.request(), timeout, AcquisitionListener.NONE, this::startTimer,
				!key.isForCallers());
		this.beforeEnd = beforeEnd;
	}

	/**
	 * Returns a future for one more caller, who may cancel it without effect on others.
	 * It is done already if the acquisition has ended.
	 * @param callbacks where the future completes, and its dependents run. While the
	 * machine gives no thread, they wait for one, or for the end of an acquisition, whose
	 * thread runs them: never the JVM's only timer thread
	 * @param caller told of the end before the future completes
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	CompletableFuture<IwaToken> future(Executor callbacks, AcquisitionListener caller) {
		CompletableFuture<IwaToken> future = new CompletableFuture<>();
		Executor executor = this.result.isDone() ? Runnable::run : callbacks;
		this.result.whenComplete((token, failure) -> execute(executor, () -> {
			tell(caller, token, (IwaException) failure);
			complete(future, token, failure);
		}));
		if (caller != AcquisitionListener.NONE) {
			future.exceptionally((ended) -> {
				caller.cancelled();
				return null;
			});
		}
		return future;
	}

	private void tell(AcquisitionListener listener, @Nullable IwaToken token, @Nullable IwaException failure) {
		if (token != null) {
			listener.succeeded(token);
		}
		else if (failure != null && !this.serviceClosed) {
			listener.failed(failure);
		}
		else {
			listener.cancelled();
		}
	}

	private static void execute(Executor executor, Runnable delivery) {
		try {
			executor.execute(delivery);
		}
		catch (RejectedExecutionException | OutOfMemoryError noneIsFree) {
			AcquisitionThreads.OVERFLOW.execute(delivery);
		}
	}

	/**
	 * Waits for the result on the calling thread.
	 * @param caller told of the end
	 * @throws IwaException if the acquisition failed
	 */
	IwaToken await(AcquisitionListener caller) throws InterruptedException {
		try {
			IwaToken token = await();
			caller.succeeded(token);
			return token;
		}
		catch (IwaException ex) {
			tell(caller, null, ex);
			throw ex;
		}
		finally {
			caller.cancelled(); // if it has not ended: the thread was interrupted
		}
	}

	private IwaToken await() throws InterruptedException {
		for (long left = millisLeft(); left > 0; left = millisLeft()) {
			try {
				return this.result.get(left, TimeUnit.MILLISECONDS);
			}
			catch (ExecutionException ex) {
				throw (IwaException) ex.getCause();
			}
			catch (TimeoutException ex) {
				// a prompt may have replaced the deadline
			}
		}
		throw this.context.timedOut();
	}

	private long millisLeft() {
		return this.context.remaining().toMillis() + GRACE_MILLIS;
	}

	/**
	 * Starts the acquisition. If the machine gives no thread, the one that acquires, or
	 * else the calling thread, tells the callers of the end, since nobody else can.
	 * @param threads runs a task
	 * @param listener told of the course and the end
	 */
	void start(Function<Runnable, Future<?>> threads, Supplier<TokenAcquirer> acquirer, AcquisitionListener listener) {
		this.context.listener(listener);
		try {
			startTimer();
			this.task = threads.apply(() -> {
				run(acquirer);
				AcquisitionThreads.OVERFLOW.help();
			});
		}
		catch (OutOfMemoryError ex) {
			abort(IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description("No acquisition could be started: no thread can be made.")
				.action("Raise the limit of threads (a container's pids limit, the user's ulimit -u), or find out what "
						+ "makes so many of them.")
				.cause(ex)
				.local()
				.build());
			AcquisitionThreads.OVERFLOW.help();
		}
		catch (Throwable ex) {
			abort(closed("No acquisition could be started: the token service is closed, or too many are waiting.")
				.cause(ex)
				.build());
		}
	}

	/**
	 * Starts the timer in place of the previous one, which is stopped.
	 */
	private void startTimer() {
		CompletableFuture<Void> next = new CompletableFuture<>();
		this.timer.getAndSet(next).complete(null);
		if (this.result.isDone()) {
			return;
		}
		next.orTimeout(Math.max(this.context.remaining().toMillis(), 1), TimeUnit.MILLISECONDS)
			.exceptionally((expired) -> {
				if (this.timer.get() == next) {
					abort(this.context.timedOut());
				}
				return null;
			});
	}

	/**
	 * Ends the prompt that this acquisition shows or waits for, if any, because the user
	 * was signed out.
	 */
	void endPrompt() {
		if (this.context.isPrompting()) {
			abort(IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK)
				.description("The user was signed out during a prompt.")
				.action("Call getToken() again to sign in again.")
				.build());
		}
	}

	/**
	 * Ends the acquisition, because the service is closed.
	 */
	void serviceClosed() {
		this.serviceClosed = true;
		abort(closed("The token service was closed before a token was obtained.").build());
	}

	private static IwaException.Builder closed(String description) {
		return IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
			.description(description)
			.action("Request tokens only before the service is closed.")
			.local();
	}

	/**
	 * Ends the acquisition for all callers and interrupts its thread.
	 */
	void abort(IwaException failure) {
		fail(failure);
		Future<?> running = this.task;
		if (running != null) {
			running.cancel(true);
		}
	}

	private void run(Supplier<TokenAcquirer> acquirers) {
		try {
			TokenAcquirer acquirer = acquirers.get();
			IwaToken cached = null;
			if (!this.key.prefetch()) {
				this.context.enterWait(Stage.TOKEN, "waiting for a renewal or a prefetch in progress");
				cached = this.cache.findOrAwaitRenewal(this.key.request(), this.context.remaining());
			}
			if (cached != null) {
				this.context.listener().joined();
				succeed(cached);
				return;
			}
			IwaException lastFailure = this.cache.failures().current(this.key.request(), acquirer::fingerprint);
			if (lastFailure != null) {
				repeat(lastFailure);
				return;
			}
			this.context.fingerprint(acquirer.fingerprint());
			succeed(acquire(acquirer));
		}
		catch (IwaException ex) {
			fail(ex);
		}
		catch (Throwable ex) {
			fail(IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description(
						"An internal error (" + ex.getClass().getName() + ") prevented the acquisition of a token.")
				.action("Please report it, with the cause.")
				.cause(ex)
				.build());
		}
	}

	private IwaToken acquire(TokenAcquirer acquirer) {
		if (this.cache.invalidated().needRefresh(this.scopes)) {
			this.context.forceRefresh();
		}
		IwaToken token = acquirer.acquire(this.context);
		if (this.cache.invalidated().contains(token)) {
			this.context.forceRefresh();
			token = acquirer.acquire(this.context);
		}
		if (this.cache.invalidated().contains(token)) {
			throw IwaException.of(IwaErrorCode.RESPONSE_INVALID, Stage.TOKEN)
				.description("The directory issued the same token again that an API had rejected.")
				.action("Check that the API accepts tokens for iwa.scopes, and look at the API's log.")
				.build();
		}
		CachedToken renewed = this.key.renewed();
		if (renewed != null) {
			this.cache.renew(renewed, token, this.context.renewFrom());
		}
		else {
			this.cache.put(this.key.request(), token, this.context.renewFrom());
		}
		return token;
	}

	/**
	 * Ends the acquisition with a failure of its own, which counts for the back-off.
	 */
	private void fail(IwaException failure) {
		if (this.ended.compareAndSet(false, true)) {
			if (this.context.isPausedAfter(failure)) {
				this.cache.failures().pauseAfter(this.key.request(), failure, this.context.fingerprint());
			}
			this.cache.failures().failed(this.key.request(), failure, this.context.fingerprint());
			deliver(null, failure, (renewed) -> this.cache.renewalFailed(renewed, failure));
		}
	}

	/**
	 * Ends the acquisition with the failure of an earlier one. It asked nobody, so it
	 * changes nothing of what is known.
	 */
	private void repeat(IwaException lastFailure) {
		if (this.ended.compareAndSet(false, true)) {
			deliver(null, lastFailure, (renewed) -> this.cache.postponeRenewal(renewed, lastFailure));
		}
	}

	/**
	 * Ends the acquisition with a token.
	 */
	private void succeed(IwaToken token) {
		if (this.ended.compareAndSet(false, true)) {
			deliver(token, null, (renewed) -> {
			});
		}
	}

	/**
	 * Tells the callers of the end. The order matters: the failure was counted before, so
	 * that a caller who tries again meets the back-off; nobody can join this acquisition
	 * when the renewal may be claimed again.
	 */
	private void deliver(@Nullable IwaToken token, @Nullable IwaException failure, Consumer<CachedToken> afterRenewal) {
		CachedToken renewed = this.key.renewed();
		IwaException explained = (failure != null && renewed == null) ? this.cache.explain(failure, this.scopes)
				: failure;
		this.beforeEnd.accept(this);
		if (renewed != null) {
			afterRenewal.accept(renewed);
			renewed.renewalEnded();
		}
		if (this.key.prefetch()) {
			this.cache.prefetch().ended(explained);
		}
		tell(this.context.listener(), token, explained);
		complete(this.result, token, explained);
		this.timer.get().complete(null);
	}

	private static void complete(CompletableFuture<IwaToken> future, @Nullable IwaToken token,
			@Nullable Throwable failure) {
		if (failure != null) {
			future.completeExceptionally(failure);
		}
		else {
			future.complete(token);
		}
	}

	/**
	 * What is acquired, and for which cache. Callers with equal keys share an
	 * acquisition.
	 *
	 * @param request the request, with scopes
	 * @param cache the cache that gets the token; another one after each sign-out
	 * @param renewed the token that is renewed ahead of its expiry, or {@code null}
	 * @param prefetch whether the token is acquired before anybody asks for it. Those who
	 * do meanwhile are acquisitions of their own, which wait for this one and may prompt
	 */
	record Key(IwaTokenRequest request, TokenCache cache, @Nullable CachedToken renewed, boolean prefetch) {

		static Key acquisition(IwaTokenRequest request, TokenCache cache) {
			return new Key(request, cache, null, false);
		}

		static Key renewal(CachedToken renewed, TokenCache cache) {
			return new Key(renewed.renewalRequest(), cache, renewed, false);
		}

		static Key prefetch(IwaTokenRequest request, TokenCache cache) {
			return new Key(request, cache, null, true);
		}

		/**
		 * Whether callers wait for the result.
		 */
		boolean isForCallers() {
			return this.renewed == null && !this.prefetch;
		}

	}

}
