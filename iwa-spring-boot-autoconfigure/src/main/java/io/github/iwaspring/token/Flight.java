package io.github.iwaspring.token;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * One acquisition and all callers who wait for it. It ends by its time-out at the latest,
 * whatever its thread is doing then.
 */
final class Flight {

	private final IwaTokenRequest request;

	private final Duration timeout;

	private final TokenMemory memory;

	private final Consumer<Flight> beforeLanding;

	private final CompletableFuture<IwaToken> landing = new CompletableFuture<>();

	private final CompletableFuture<Void> timer = new CompletableFuture<>();

	private volatile @Nullable Future<?> task;

	/**
	 * Prepares a flight.
	 * @param request what is wanted, with scopes
	 * @param timeout the bound on the whole
	 * @param memory where the token is kept
	 * @param beforeLanding called before the waiting callers learn of the end, so that
	 * none of them meets this flight again
	 */
	Flight(IwaTokenRequest request, Duration timeout, TokenMemory memory, Consumer<Flight> beforeLanding) {
		this.request = request;
		this.timeout = timeout;
		this.memory = memory;
		this.beforeLanding = beforeLanding;
	}

	/**
	 * Lets one more caller wait, with a future that is the caller's alone.
	 */
	CompletableFuture<IwaToken> board() {
		CompletableFuture<IwaToken> own = new CompletableFuture<>();
		this.landing.whenComplete((token, failure) -> {
			if (failure != null) {
				own.completeExceptionally(failure);
			}
			else {
				own.complete(token);
			}
		});
		return own;
	}

	void start(ExecutorService executor, TokenAcquirer acquirer) {
		Acquisition acquisition = new Acquisition(this.request, this.timeout);
		this.timer.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS).exceptionally((expired) -> {
			abort(acquisition.timedOut());
			return null;
		});
		try {
			this.task = executor.submit(() -> fly(acquisition, acquirer));
		}
		catch (RejectedExecutionException ex) {
			abort(closed());
		}
	}

	/**
	 * Ends the flight for all who wait and interrupts its thread.
	 */
	void abort(IwaException failure) {
		land(null, failure);
		Future<?> running = this.task;
		if (running != null) {
			running.cancel(true);
		}
	}

	static IwaException closed() {
		return IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
			.fact("The token service was closed, or too many acquisitions were waiting, before there was a token.")
			.mitigation("Ask for tokens while the application context is running.")
			.build();
	}

	private void fly(Acquisition acquisition, TokenAcquirer acquirer) {
		try {
			land(acquire(acquisition, acquirer), null);
		}
		catch (IwaException ex) {
			land(null, ex);
		}
		catch (Throwable ex) {
			land(null, IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.fact("A token could not be acquired because of an internal failure (" + ex.getClass().getName() + ").")
				.mitigation("Please report it, with the cause.")
				.cause(ex)
				.build());
		}
	}

	private IwaToken acquire(Acquisition acquisition, TokenAcquirer acquirer) {
		Set<String> scopes = this.request.scopes();
		IwaToken kept = this.memory.find(this.request, scopes);
		if (kept != null) {
			return kept;
		}
		IwaToken token = acquirer.acquire(acquisition);
		if (this.memory.isRefused(scopes, token)) {
			acquisition.demandNewToken();
			token = acquirer.acquire(acquisition);
		}
		this.memory.keep(scopes, token);
		return token;
	}

	private void land(@Nullable IwaToken token, @Nullable IwaException failure) {
		this.beforeLanding.accept(this);
		this.timer.complete(null);
		if (failure != null) {
			this.landing.completeExceptionally(failure);
		}
		else {
			this.landing.complete(token);
		}
	}

}
