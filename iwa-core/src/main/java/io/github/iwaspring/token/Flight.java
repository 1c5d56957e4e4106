package io.github.iwaspring.token;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;

/**
 * One acquisition and all callers who wait for it. It ends by its time-out at the latest,
 * whatever its thread is doing then. The time-out begins anew when a person is asked.
 */
final class Flight {

	private static final long GRACE_MILLIS = 1000;

	private final Errand errand;

	private final AcquisitionContext acquisition;

	private final Consumer<Flight> beforeLanding;

	private final CompletableFuture<IwaToken> landing = new CompletableFuture<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final AtomicReference<CompletableFuture<Void>> timer = new AtomicReference<>(new CompletableFuture<>());

	private volatile @Nullable Future<?> task;

	private volatile Object fingerprint = "";

	/**
	 * Prepares a flight. Its time begins now.
	 * @param errand what is wanted
	 * @param timeout the bound on the whole
	 * @param beforeLanding called before the waiting callers learn of the end, so that
	 * none of them meets this flight again
	 */
	Flight(Errand errand, Duration timeout, Consumer<Flight> beforeLanding) {
		this.errand = errand;
		this.acquisition = new AcquisitionContext(errand.request(), timeout, AcquisitionListener.NONE, this::startTimer,
				errand.isRenewal());
		this.beforeLanding = beforeLanding;
	}

	/**
	 * Lets one more caller wait, with a future that is the caller's alone.
	 * @param callbacks where the caller's dependents run; never on the threads of
	 * acquisitions and timers, which they might block
	 */
	CompletableFuture<IwaToken> board(Executor callbacks) {
		CompletableFuture<IwaToken> own = new CompletableFuture<>();
		this.landing.whenComplete((token, failure) -> {
			Runnable delivery = () -> complete(own, token, failure);
			try {
				callbacks.execute(delivery);
			}
			catch (RejectedExecutionException closed) {
				delivery.run();
			}
		});
		return own;
	}

	/**
	 * Waits for the end on the calling thread.
	 * @throws IwaException if the flight failed
	 */
	IwaToken await() throws InterruptedException {
		for (long left = millisLeft(); left > 0; left = millisLeft()) {
			try {
				return this.landing.get(left, TimeUnit.MILLISECONDS);
			}
			catch (ExecutionException ex) {
				throw (IwaException) ex.getCause();
			}
			catch (TimeoutException perhapsRestarted) {
				continue;
			}
		}
		throw this.acquisition.timedOut();
	}

	private long millisLeft() {
		return this.acquisition.remaining().toMillis() + GRACE_MILLIS;
	}

	void start(ExecutorService threads, Supplier<TokenAcquirer> acquirer) {
		try {
			startTimer();
			this.task = threads.submit(() -> fly(acquirer));
		}
		catch (Throwable ex) {
			abort(IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description("No acquisition could be started: the token service is closed, or too many are waiting.")
				.action("Ask for tokens while the application context is running.")
				.cause(ex)
				.build());
		}
	}

	/**
	 * Ends a prompt, if there is one, because its user was signed out.
	 */
	void signOut() {
		if (this.acquisition.isWithPerson()) {
			abort(IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK)
				.description("The user was signed out while a person was asked to sign in.")
				.action("Call getToken() again to sign in anew.")
				.build());
		}
	}

	/**
	 * Starts the timer, in the place of an earlier one, which is stopped.
	 */
	private void startTimer() {
		CompletableFuture<Void> next = new CompletableFuture<>();
		this.timer.getAndSet(next).complete(null);
		if (this.landing.isDone()) {
			return;
		}
		next.orTimeout(Math.max(this.acquisition.remaining().toMillis(), 1), TimeUnit.MILLISECONDS)
			.exceptionally((expired) -> {
				if (this.timer.get() == next) {
					abort(this.acquisition.timedOut());
				}
				return null;
			});
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

	private void fly(Supplier<TokenAcquirer> acquirers) {
		try {
			TokenAcquirer acquirer = acquirers.get();
			this.acquisition.enter(Stage.TOKEN, "waiting for a renewal that was under way");
			IwaToken present = this.errand.meanwhile(this.acquisition.remaining());
			if (present != null) {
				turnBack(present, null);
				return;
			}
			IwaException tooEarly = this.errand.tooEarly(acquirer::fingerprint);
			if (tooEarly != null) {
				turnBack(null, tooEarly);
				return;
			}
			this.fingerprint = acquirer.fingerprint();
			land(acquire(acquirer), null);
		}
		catch (IwaException ex) {
			land(null, ex);
		}
		catch (Throwable ex) {
			land(null,
					IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
						.description("A token could not be acquired because of an internal failure ("
								+ ex.getClass().getName() + ").")
						.action("Please report it, with the cause.")
						.cause(ex)
						.build());
		}
	}

	private IwaToken acquire(TokenAcquirer acquirer) {
		TokenCache memory = this.errand.memory();
		Set<String> scopes = this.errand.request().scopes();
		if (memory.isToRenew(scopes)) {
			this.acquisition.demandNewToken();
		}
		IwaToken token = acquirer.acquire(this.acquisition);
		if (memory.isRefused(token)) {
			this.acquisition.demandNewToken();
			token = acquirer.acquire(this.acquisition);
		}
		if (memory.isRefused(token)) {
			throw IwaException.of(IwaErrorCode.RESPONSE_INVALID, Stage.TOKEN)
				.description("The directory issued the very token again that an API had refused.")
				.action("Check that the API accepts tokens for iwa.scopes, and look at the API's log.")
				.build();
		}
		this.errand.keep(token, this.acquisition.renewFrom());
		return token;
	}

	private static void complete(CompletableFuture<IwaToken> own, @Nullable IwaToken token,
			@Nullable Throwable failure) {
		if (failure != null) {
			own.completeExceptionally(failure);
		}
		else {
			own.complete(token);
		}
	}

	private void land(@Nullable IwaToken token, @Nullable IwaException failure) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		if (failure != null) {
			this.errand.failed(failure, this.fingerprint);
		}
		end(token, failure);
	}

	/**
	 * Ends a flight that was not needed, because what it would have brought is known.
	 */
	private void turnBack(@Nullable IwaToken token, @Nullable IwaException failure) {
		if (this.ended.compareAndSet(false, true)) {
			end(token, failure);
		}
	}

	private void end(@Nullable IwaToken token, @Nullable IwaException failure) {
		IwaException told = (failure != null) ? this.errand.explained(failure) : null;
		this.beforeLanding.accept(this);
		this.errand.ended(failure, this.fingerprint);
		complete(this.landing, token, told);
		this.timer.get().complete(null);
	}

}
