package io.github.iwaspring.token;

import java.util.concurrent.atomic.AtomicLong;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * A token in memory, what it was issued for, and the moment from which it is to be
 * renewed. Without locks, because every call of an API comes by.
 */
final class KeptToken {

	private static final long NOT_AGAIN = Long.MAX_VALUE;

	private final IwaTokenRequest request;

	private final IwaToken token;

	private final long expiresAt;

	private final AtomicLong renewAt;

	private int failures; // of one renewal after the other; published by renewAt

	/**
	 * Keeps a token.
	 * @param request what it was issued for, with scopes
	 * @param renewAt when it is to be renewed, in milliseconds
	 */
	KeptToken(IwaTokenRequest request, IwaToken token, long renewAt) {
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
		return due <= now && this.renewAt.compareAndSet(due, NOT_AGAIN);
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
	 * @return how many have failed so far
	 */
	int countFailure() {
		return ++this.failures;
	}

	/**
	 * Lets a renewal be claimed again.
	 * @param time from when, in milliseconds
	 */
	void renewAt(long time) {
		this.renewAt.set(time);
	}

}
