package io.github.iwaspring.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

/**
 * Serves valid tokens from memory and lets one acquisition run for all callers that want
 * the same token. A failure reaches those who waited for it and is not remembered.
 */
public final class CachingTokenService implements IwaTokenService, AutoCloseable {

	private final Set<String> defaultScopes;

	private final TokenAcquirer acquirer;

	private final ExecutorService executor;

	private final Duration timeout;

	private final InstantSource clock;

	private final Map<IwaTokenRequest, Flight> flights = new ConcurrentHashMap<>();

	private volatile TokenMemory memory;

	/**
	 * Creates the service.
	 * @param defaultScopes the scopes of requests that name none
	 * @param acquirer the slow way to a token
	 * @param executor where acquisitions run; closed with this service
	 * @param timeout the bound on one acquisition
	 * @param clock tells whether a token is still valid
	 */
	public CachingTokenService(Set<String> defaultScopes, TokenAcquirer acquirer, ExecutorService executor,
			Duration timeout, InstantSource clock) {
		this.defaultScopes = Set.copyOf(defaultScopes);
		this.acquirer = acquirer;
		this.executor = executor;
		this.timeout = timeout;
		this.clock = clock;
		this.memory = new TokenMemory(clock);
	}

	@Override
	public IwaToken getToken(IwaTokenRequest request) {
		IwaToken token = fromMemory(request);
		if (token != null) {
			return token;
		}
		BlockingGuard.check();
		try {
			return board(request).get();
		}
		catch (ExecutionException ex) {
			throw (IwaException) ex.getCause();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.fact("The thread was interrupted while it waited for a token.")
				.mitigation("Ask again when the thread may wait.")
				.cause(ex)
				.build();
		}
	}

	@Override
	public CompletableFuture<IwaToken> getTokenAsync(IwaTokenRequest request) {
		IwaToken token = fromMemory(request);
		return (token != null) ? CompletableFuture.completedFuture(token) : board(request);
	}

	@Override
	public void invalidate(IwaToken token) {
		this.memory.refuse(token);
	}

	@Override
	public void signOut() {
		this.memory = new TokenMemory(this.clock);
		this.flights.clear();
		this.acquirer.forget();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.flights.values().forEach((flight) -> flight.abort(Flight.closed()));
	}

	private @Nullable IwaToken fromMemory(IwaTokenRequest request) {
		return this.memory.find(request, scopesOf(request));
	}

	private Set<String> scopesOf(IwaTokenRequest request) {
		return request.scopes().isEmpty() ? this.defaultScopes : request.scopes();
	}

	private CompletableFuture<IwaToken> board(IwaTokenRequest request) {
		IwaTokenRequest wanted = request.withScopes(scopesOf(request).toArray(String[]::new));
		Flight flight = new Flight(wanted, this.timeout, this.memory,
				(landing) -> this.flights.remove(wanted, landing));
		Flight other = this.flights.putIfAbsent(wanted, flight);
		if (other != null) {
			return other.board();
		}
		CompletableFuture<IwaToken> own = flight.board();
		flight.start(this.executor, this.acquirer);
		return own;
	}

}
