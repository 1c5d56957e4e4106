package io.github.iwaspring.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

/**
 * Serves valid tokens from memory and lets one acquisition run for all callers that want
 * the same token. A failure reaches those who waited for it and is not remembered, except
 * for the pause before the next attempt. A token whose end is near is renewed in the
 * background, by whom it is served to: there is no timer that a machine asleep could
 * miss.
 */
public final class CachingTokenService implements IwaTokenService, AutoCloseable {

	private final Set<String> defaultScopes;

	private final Supplier<TokenAcquirer> acquirer;

	private final ExecutorService threads;

	private final Duration timeout;

	private final InstantSource clock;

	private final Pacing pacing;

	private final ExecutorService callbacks;

	private final Map<Errand, Flight> flights = new ConcurrentHashMap<>();

	private volatile TokenCache memory;

	/**
	 * Creates the service.
	 * @param defaultScopes the scopes of requests that name none
	 * @param acquirer the slow way to a token, the same at each call; asked for when it
	 * is first needed
	 * @param threads where acquisitions run; closed with this service
	 * @param callbacks where dependents of the callers' futures run; closed with this
	 * service
	 * @param timeout the bound on one acquisition
	 * @param pacing tells when a token is renewed
	 * @param clock tells whether a token is still valid
	 */
	public CachingTokenService(Set<String> defaultScopes, Supplier<TokenAcquirer> acquirer, ExecutorService threads,
			ExecutorService callbacks, Duration timeout, Pacing pacing, InstantSource clock) {
		this.defaultScopes = Set.copyOf(defaultScopes);
		this.acquirer = acquirer;
		this.threads = threads;
		this.callbacks = callbacks;
		this.timeout = timeout;
		this.pacing = pacing;
		this.clock = clock;
		this.memory = new TokenCache(clock, pacing);
	}

	@Override
	public IwaToken getToken(IwaTokenRequest request) {
		IwaToken token = fromMemory(request);
		if (token != null) {
			return token;
		}
		BlockingGuard.check();
		try {
			return flight(request).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description("The thread was interrupted while it waited for a token.")
				.action("Ask again when the thread may wait.")
				.cause(ex)
				.build();
		}
	}

	@Override
	public CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request) {
		IwaToken token = fromMemory(request);
		if (token != null) {
			return CompletableFuture.completedFuture(token);
		}
		return flight(request).board(this.callbacks);
	}

	@Override
	public void invalidate(IwaToken token) {
		this.memory.refuse(token);
	}

	@Override
	public void signOut() {
		// in this order: who still sees the old memory may see the new session, not the
		// reverse
		try {
			this.acquirer.get().forget();
		}
		finally {
			this.memory = new TokenCache(this.clock, this.pacing);
		}
		this.flights.forEach((errand, flight) -> {
			if (errand.memory() != this.memory) {
				flight.signOut();
			}
		});
	}

	@Override
	public void close() {
		this.threads.shutdown();
		// before the threads are interrupted, which would tell callers another reason
		this.flights.values().forEach((flight) -> flight.abort(closed()));
		this.threads.shutdownNow();
		this.callbacks.shutdown();
	}

	private @Nullable IwaToken fromMemory(IwaTokenRequest request) {
		TokenCache present = this.memory;
		long now = present.now();
		CachedToken kept = present.find(request, scopesOf(request), now);
		if (kept == null) {
			return null;
		}
		if (kept.claimRenewal(now)) {
			flight(Errand.renewal(kept, present));
		}
		return kept.token();
	}

	private Set<String> scopesOf(IwaTokenRequest request) {
		return request.scopes().isEmpty() ? this.defaultScopes : request.scopes();
	}

	private Flight flight(IwaTokenRequest request) {
		IwaTokenRequest wanted = request.scopes().isEmpty()
				? request.withScopes(this.defaultScopes.toArray(String[]::new)) : request;
		return flight(Errand.acquisition(wanted, this.memory));
	}

	/**
	 * Finds the flight that brings what is wanted, or starts one. Flights from before a
	 * sign-out have another memory, so that nobody joins them any more.
	 */
	private Flight flight(Errand errand) {
		Flight flight = new Flight(errand, this.timeout, (landing) -> this.flights.remove(errand, landing));
		Flight other = this.flights.putIfAbsent(errand, flight);
		if (other != null) {
			return other;
		}
		flight.start(this.threads, this.acquirer);
		return flight;
	}

	private static IwaException closed() {
		return IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
			.description("The token service was closed before there was a token.")
			.action("Ask for tokens while the application context is running.")
			.build();
	}

}
