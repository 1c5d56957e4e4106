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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

/**
 * Serves valid tokens from the cache and runs one acquisition for all callers that want
 * the same token. Callers with different scopes are merged later, by {@code SignInLock}.
 * A failure is delivered to the callers who waited for it and is not cached, except
 * during a {@link RetryPolicy.BackOff back-off}.
 * <p>
 * A call that is served a token close to its expiry starts the renewal in the background.
 * There is no timer, which a sleeping machine could miss.
 */
public final class CachingTokenService implements IwaTokenService.Closeable {

	private final Set<String> defaultScopes;

	private final Supplier<TokenAcquirer> acquirer;

	private final Function<Set<String>, ?> resources;

	private final ExecutorService threads;

	private final ThreadShares shares;

	private final ExecutorService callbacks;

	private final Duration timeout;

	private final RetryPolicy retryPolicy;

	private final InstantSource clock;

	private final AcquisitionObserver observer;

	private final Map<AcquisitionKey, PendingAcquisition> pending = new ConcurrentHashMap<>();

	private volatile TokenCache cache;

	/**
	 * Creates the service. The scopes tell what they are for.
	 * @param defaultScopes the scopes of requests that name none
	 * @param acquirer supplies the acquirer
	 * @param threads the threads of acquisitions; closed with this service
	 * @param callbacks the threads on which the callers' futures complete; closed with
	 * this service
	 * @param timeout the time limit of one acquisition
	 * @param retryPolicy when tokens are renewed and failed acquisitions repeated
	 * @param clock the clock that tells whether a token is valid
	 */
	public CachingTokenService(Set<String> defaultScopes, Supplier<TokenAcquirer> acquirer, ExecutorService threads,
			ExecutorService callbacks, Duration timeout, RetryPolicy retryPolicy, InstantSource clock) {
		this(defaultScopes, Function.identity(), acquirer, threads, callbacks, timeout, retryPolicy, clock,
				AcquisitionObserver.NONE);
	}

	/**
	 * Creates the service.
	 * @param defaultScopes the scopes of requests that name none
	 * @param resources tells what scopes are for: each resource has a share of the
	 * threads
	 * @param acquirer supplies the acquirer, always the same; called when it is first
	 * needed
	 * @param threads the threads of acquisitions; closed with this service
	 * @param callbacks the threads on which the callers' futures complete; closed with
	 * this service
	 * @param timeout the time limit of one acquisition
	 * @param retryPolicy when tokens are renewed and failed acquisitions repeated
	 * @param clock the clock that tells whether a token is valid
	 * @param observer watches the acquisitions
	 */
	public CachingTokenService(Set<String> defaultScopes, Function<Set<String>, ?> resources,
			Supplier<TokenAcquirer> acquirer, ExecutorService threads, ExecutorService callbacks, Duration timeout,
			RetryPolicy retryPolicy, InstantSource clock, AcquisitionObserver observer) {
		this.defaultScopes = Set.copyOf(defaultScopes);
		this.resources = resources;
		this.acquirer = acquirer;
		this.threads = threads;
		this.shares = new ThreadShares(threads);
		this.callbacks = callbacks;
		this.timeout = timeout;
		this.retryPolicy = retryPolicy;
		this.clock = clock;
		this.observer = observer;
		this.cache = new TokenCache(clock, retryPolicy);
	}

	@Override
	public IwaToken getToken(IwaTokenRequest request) {
		IwaToken token = cached(request);
		if (token != null) {
			return token;
		}
		BlockingGuard.check();
		try {
			return acquire(request).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description("The thread was interrupted while it waited for a token.")
				.action("Call getToken() again when the thread may wait.")
				.cause(ex)
				.build();
		}
	}

	@Override
	public CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request) {
		IwaToken token = cached(request);
		if (token != null) {
			return CompletableFuture.completedFuture(token);
		}
		return acquire(request).future(this.callbacks);
	}

	/**
	 * Begins to acquire the default token in the background, before anybody asks for it.
	 * Never prompts. A caller who asks meanwhile waits for the result; after a failure
	 * that caller acquires the token, with a prompt if need be.
	 */
	public void prefetch() {
		TokenCache current = this.cache;
		current.prefetch().started(this.defaultScopes);
		joinOrStart(AcquisitionKey.prefetch(withScopes(IwaTokenRequest.defaults()), current));
	}

	/**
	 * The time at which the token in memory expires. Reads memory alone.
	 * @param scopes the scopes of the token
	 * @return the time, or {@code null} if no valid token is in memory
	 */
	public @Nullable Instant expiresAt(Set<String> scopes) {
		CachedToken valid = this.cache.valid(scopes);
		return (valid != null) ? valid.token().expiresAt() : null;
	}

	/**
	 * Tells what is known of the token for some scopes. Sends no request; after a failure
	 * it may read a small file, to see whether the credentials have changed.
	 * @param scopes the scopes
	 * @return the status at this moment
	 */
	public TokenStatus status(Set<String> scopes) {
		return this.cache.status(scopes, () -> this.acquirer.get().fingerprint());
	}

	@Override
	public void invalidate(IwaToken token) {
		this.cache.invalidate(token);
	}

	@Override
	public void signOut() {
		// The session ends before the cache is replaced. In between, a token of the next
		// session may get into the old cache; a token of the old session never gets into
		// the new cache.
		try {
			this.acquirer.get().forget();
		}
		finally {
			this.cache = new TokenCache(this.clock, this.retryPolicy);
		}
		this.pending.forEach((key, acquisition) -> {
			if (key.cache() != this.cache) {
				acquisition.endPrompt();
			}
		});
	}

	@Override
	public void close() {
		this.threads.shutdown();
		// Before the threads are interrupted: an interrupted acquisition would report
		// another failure to its callers.
		this.pending.values().forEach((acquisition) -> acquisition.serviceClosed());
		this.threads.shutdownNow();
		this.callbacks.shutdown();
	}

	/**
	 * Finds a token in the cache, and starts its renewal when that is due.
	 */
	private @Nullable IwaToken cached(IwaTokenRequest request) {
		TokenCache current = this.cache;
		long now = current.now();
		CachedToken found = current.find(request, scopesOf(request), now);
		if (found == null) {
			return null;
		}
		if (found.tryStartRenewal(now)) {
			joinOrStart(AcquisitionKey.renewal(found, current));
		}
		return found.token();
	}

	private Set<String> scopesOf(IwaTokenRequest request) {
		return request.scopes().isEmpty() ? this.defaultScopes : request.scopes();
	}

	private IwaTokenRequest withScopes(IwaTokenRequest request) {
		return request.scopes().isEmpty() ? request.withScopes(this.defaultScopes.toArray(String[]::new)) : request;
	}

	private Caller acquire(IwaTokenRequest request) {
		return joinOrStart(AcquisitionKey.acquisition(withScopes(request), this.cache));
	}

	/**
	 * Finds the acquisition with a key, or starts one. After a sign-out the key has
	 * another cache, so that nobody joins an acquisition from before it.
	 */
	private Caller joinOrStart(AcquisitionKey key) {
		PendingAcquisition created = new PendingAcquisition(key, this.timeout,
				(ended) -> this.pending.remove(key, ended));
		PendingAcquisition other = this.pending.putIfAbsent(key, created);
		if (other != null) {
			return new Caller(other.callers(),
					key.isForCallers() ? this.observer.joined(key.request()) : AcquisitionListener.NONE);
		}
		created.start((task) -> this.shares.submit(this.resources.apply(key.request().scopes()), task), this.acquirer,
				this.observer.started(key.request()));
		return new Caller(created.callers(), AcquisitionListener.NONE);
	}

	/**
	 * A caller of an acquisition.
	 *
	 * @param callers all callers of the acquisition
	 * @param listener told of its end, if this caller joined it
	 */
	private record Caller(WaitingCallers callers, AcquisitionListener listener) {

		IwaToken await() throws InterruptedException {
			return this.callers.await(this.listener);
		}

		CompletableFuture<IwaToken> future(ExecutorService callbacks) {
			return this.callers.future(callbacks, this.listener);
		}

	}

}
