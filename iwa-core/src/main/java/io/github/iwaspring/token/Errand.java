package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a flight is sent for, and where it brings it. Callers with equal errands share a
 * flight.
 *
 * @param request what is wanted, with scopes
 * @param memory where the token is kept; another one after each sign-out
 * @param renewed the token that is renewed ahead of need, or {@code null} if callers wait
 */
record Errand(IwaTokenRequest request, TokenCache memory, @Nullable CachedToken renewed) {

	static Errand acquisition(IwaTokenRequest request, TokenCache memory) {
		return new Errand(request, memory, null);
	}

	static Errand renewal(CachedToken renewed, TokenCache memory) {
		return new Errand(renewed.renewal(), memory, renewed);
	}

	boolean isRenewal() {
		return this.renewed != null;
	}

	/**
	 * The last failure once more, while it is too early to ask again.
	 */
	@Nullable IwaException tooEarly(Supplier<Object> fingerprint) {
		return isRenewal() ? null : this.memory.spacing().present(this.request.scopes(), fingerprint);
	}

	/**
	 * What has come into memory meanwhile, at the latest by a renewal that was under way.
	 * @param time how long that may take
	 */
	@Nullable IwaToken meanwhile(Duration time) throws InterruptedException {
		CachedToken kept = find();
		if (kept == null && !isRenewal() && !this.request.forceRefresh() && this.request.claims() == null) {
			CachedToken last = this.memory.last(this.request.scopes());
			if (last != null) {
				last.awaitRenewal(time);
				kept = find();
			}
		}
		return (kept != null) ? kept.token() : null;
	}

	private @Nullable CachedToken find() {
		return this.memory.find(this.request, this.request.scopes(), this.memory.now());
	}

	void keep(IwaToken token, @Nullable Instant renewFrom) {
		if (this.renewed != null) {
			this.memory.renew(this.renewed, token, renewFrom);
		}
		else {
			this.memory.keep(this.request, token, renewFrom);
		}
	}

	/**
	 * Adds to a failure what callers who had a token until now do not know.
	 */
	IwaException explained(IwaException failure) {
		CachedToken last = isRenewal() ? null : this.memory.last(this.request.scopes());
		String history = (last != null) ? last.history(this.memory.now()) : null;
		return (history != null)
				? failure.toBuilder().description(failure.description() + " " + history).cause(failure).build()
				: failure;
	}

	/**
	 * Accounts for a failure before anybody who waited can ask again.
	 */
	void failed(IwaException failure, Object fingerprint) {
		if (this.renewed == null) {
			this.memory.spacing().failed(this.request.scopes(), failure, fingerprint);
		}
	}

	/**
	 * Lets the token be renewed again after a failure, when nobody can join the flight
	 * that failed any more.
	 */
	void ended(@Nullable IwaException failure, Object fingerprint) {
		if (this.renewed != null) {
			if (failure != null) {
				this.memory.renewalFailed(this.renewed, failure, fingerprint);
			}
			this.renewed.renewalEnded();
		}
	}

}
