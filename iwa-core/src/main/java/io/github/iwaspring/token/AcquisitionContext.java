package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link TokenAcquirer}: what is wanted, until when, and how far it got.
 */
public final class AcquisitionContext {

	private final AcquisitionListener listener;

	private final Runnable onRestart;

	private final boolean renewal;

	private volatile Bound bound;

	private volatile IwaTokenRequest request;

	private volatile boolean withPerson;

	private volatile @Nullable Instant renewFrom;

	private volatile Hop hop = new Hop(Stage.USERNAME, "waiting for a free thread");

	/**
	 * Starts the clock of an acquisition.
	 * @param request what is wanted; its scopes are not empty
	 * @param timeout the bound on the whole
	 */
	public AcquisitionContext(IwaTokenRequest request, Duration timeout) {
		this(request, timeout, AcquisitionListener.NONE);
	}

	/**
	 * Starts the clock of an acquisition that is watched.
	 * @param request what is wanted; its scopes are not empty
	 * @param timeout the bound on the whole
	 * @param listener watches its steps
	 */
	public AcquisitionContext(IwaTokenRequest request, Duration timeout, AcquisitionListener listener) {
		this(request, timeout, listener, () -> {
		}, false);
	}

	/**
	 * Starts the clock of an acquisition that somebody else watches too.
	 * @param listener watches its steps
	 * @param onRestart called when the time begins anew
	 * @param renewal whether a valid token is renewed ahead of need
	 */
	AcquisitionContext(IwaTokenRequest request, Duration timeout, AcquisitionListener listener, Runnable onRestart,
			boolean renewal) {
		this.listener = listener;
		this.renewal = renewal;
		this.request = request;
		this.onRestart = onRestart;
		this.bound = Bound.of(timeout, () -> silentlyTimedOut(timeout));
	}

	/**
	 * What is wanted.
	 * @return the request, with scopes
	 */
	public IwaTokenRequest request() {
		return this.request;
	}

	/**
	 * The listener that watches the steps.
	 * @return the listener, {@link AcquisitionListener#NONE} if nobody does
	 */
	public AcquisitionListener listener() {
		return this.listener;
	}

	/**
	 * Whether a token is renewed that is still valid. No person is asked then.
	 * @return {@code true} if nobody waits for the token
	 */
	public boolean isRenewal() {
		return this.renewal;
	}

	/**
	 * Notes from when the directory wants the token renewed that it has issued.
	 * @param time the time, or {@code null} if it leaves that to us
	 */
	public void renewFrom(@Nullable Instant time) {
		this.renewFrom = time;
	}

	@Nullable Instant renewFrom() {
		return this.renewFrom;
	}

	/**
	 * Notes that a hop begins, so that a time-out can name it.
	 * @param stage the hop's stage
	 * @param description what is being done, continuing "Busy with"
	 * @throws IwaException if the time is over
	 */
	public void enter(Stage stage, String description) {
		this.hop = new Hop(stage, description);
		if (remaining().isNegative()) {
			throw timedOut();
		}
	}

	/**
	 * Gives the acquisition new time, because a person is asked from now on.
	 * @param timeout the time, from now
	 * @param timedOut the failure at the end of it
	 * @throws IwaException if the former time is over
	 */
	public void restart(Duration timeout, Supplier<IwaException> timedOut) {
		if (remaining().isNegative()) {
			throw timedOut();
		}
		this.withPerson = true;
		this.bound = Bound.of(timeout, timedOut);
		this.onRestart.run();
	}

	/**
	 * Whether a person is asked, or another prompt waited for.
	 */
	boolean isWithPerson() {
		return this.withPerson;
	}

	/**
	 * The time that is left.
	 * @return the time until the deadline, negative once it has passed
	 */
	public Duration remaining() {
		return Duration.ofNanos(this.bound.deadline() - System.nanoTime());
	}

	/**
	 * The failure of an acquisition whose time is over, at the hop in progress.
	 * @return the exception
	 */
	public IwaException timedOut() {
		return this.bound.timedOut().get();
	}

	private IwaException silentlyTimedOut(Duration timeout) {
		Hop current = this.hop;
		return IwaException.of(IwaErrorCode.TIMEOUT, current.stage())
			.description("No token was obtained within " + timeout.toMillis() + " ms; the time ended at: "
					+ current.description() + ".")
			.action("Check the network or VPN connection to that host, or raise iwa.token.acquire-timeout.")
			.build();
	}

	void demandNewToken() {
		this.request = this.request.withForceRefresh();
	}

	private record Hop(Stage stage, String description) {
	}

	private record Bound(long deadline, Supplier<IwaException> timedOut) {

		static Bound of(Duration timeout, Supplier<IwaException> timedOut) {
			return new Bound(System.nanoTime() + timeout.toNanos(), timedOut);
		}

	}

}
