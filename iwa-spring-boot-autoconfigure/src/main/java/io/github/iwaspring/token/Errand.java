package io.github.iwaspring.token;

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
record Errand(IwaTokenRequest request, TokenMemory memory, @Nullable KeptToken renewed) {

	static Errand acquisition(IwaTokenRequest request, TokenMemory memory) {
		return new Errand(request, memory, null);
	}

	static Errand renewal(KeptToken renewed, TokenMemory memory) {
		return new Errand(renewed.renewal(), memory, renewed);
	}

	boolean isRenewal() {
		return this.renewed != null;
	}

	void keep(IwaToken token) {
		if (this.renewed != null) {
			this.memory.renew(this.renewed, token);
		}
		else {
			this.memory.keep(this.request, token);
		}
	}

	void failed(IwaException failure) {
		if (this.renewed != null) {
			this.memory.renewalFailed(this.renewed, failure);
		}
		else {
			this.memory.spacing().failed(this.request.scopes(), failure);
		}
	}

}
