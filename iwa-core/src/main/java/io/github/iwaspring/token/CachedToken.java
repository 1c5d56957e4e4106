package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * A token in memory, what it was issued for, and the moment from which it is to be
 * renewed. Without locks, because every call of an API comes by.
 */
final class CachedToken {

	private static final long NOT_AGAIN = Long.MAX_VALUE;

	private final IwaTokenRequest request;

	private final IwaToken token;

	private final long expiresAt;

	private final AtomicLong renewAt;

	private volatile CompletableFuture<Void> renewal = CompletableFuture.completedFuture(null);

	private volatile @Nullable Failures failures;

	/**
	 * Keeps a token.
	 * @param request what it was issued for, with scopes
	 * @param renewAt when it is to be renewed, in milliseconds
	 */
	CachedToken(IwaTokenRequest request, IwaToken token, long renewAt) {
		this.request = request;
		this.token = token;
		this.expiresAt = token.expiresAt().toEpochMilli();
		this.renewAt = new AtomicLong(renewAt);
	}

	IwaToken token() {
		return this.token;
	}

	IwaTokenRequest request() {
		return this.request;
	}

	/**
	 * Whether the token is valid and all that a request for its scopes wants.
	 * @param now the present, in milliseconds
	 */
	boolean answers(IwaTokenRequest wanted, long now) {
		if (wanted.forceRefresh() || this.expiresAt <= now) {
			return false;
		}
		if (wanted.claims() == null) {
			return true;
		}
		IwaToken challenged = wanted.challenged();
		return challenged != null && wanted.claims().equals(this.request.claims())
				&& !challenged.value().equals(this.token.value());
	}

	/**
	 * Tells one caller, and no other until it fails, that the token is to be renewed.
	 * @param now the present, in milliseconds
	 */
	boolean claimRenewal(long now) {
		long due = this.renewAt.get();
		if (due > now || !this.renewAt.compareAndSet(due, NOT_AGAIN)) {
			return false;
		}
		this.renewal = new CompletableFuture<>();
		return true;
	}

	/**
	 * Ends the waiting for the renewal that was claimed.
	 */
	void renewalEnded() {
		this.renewal.complete(null);
	}

	/**
	 * Waits for the end of a renewal, if one is under way.
	 * @param time how long, at most
	 */
	void awaitRenewal(Duration time) throws InterruptedException {
		try {
			this.renewal.get(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return; // whoever waits looks what there is
		}
	}

	/**
	 * What a renewal asks for: the same from the directory, because other memories still
	 * hold this token.
	 */
	IwaTokenRequest renewal() {
		String claims = this.request.claims();
		return ((claims != null) ? this.request.withClaims(claims) : this.request).withForceRefresh();
	}

	/**
	 * Counts a renewal that failed.
	 * @param now the present, in milliseconds
	 * @return how many have failed so far, one after the other
	 */
	int countFailure(long now) {
		Failures before = this.failures;
		Failures present = (before != null) ? new Failures(before.count() + 1, before.since()) : new Failures(1, now);
		this.failures = present;
		return present.count();
	}

	/**
	 * What an error has to say about the token that nothing took the place of.
	 * @param now the present, in milliseconds
	 * @return a sentence, or {@code null} if it has not expired, or no renewal was tried
	 */
	@Nullable String history(long now) {
		Failures failed = this.failures;
		return (failed != null && this.expiresAt <= now) ? "The former token expired at " + this.token.expiresAt()
				+ ", after " + ((failed.count() == 1) ? "an attempt" : failed.count() + " attempts")
				+ " to renew it had failed since " + Instant.ofEpochMilli(failed.since()) + "." : null;
	}

	/**
	 * Lets a renewal be claimed again.
	 * @param time from when, in milliseconds
	 */
	void renewAt(long time) {
		this.renewAt.set(time);
	}

	private record Failures(int count, long since) {

	}

}
