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

package io.github.iwaspring.test.entra;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.iwaspring.test.http.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A device code with its state, from pending to redeemed. Safe for use by several
 * threads.
 */
final class DeviceCode implements SignInRequest {

	private final String value = RandomValues.token();

	private final String userCode = RandomValues.userCode();

	private final String clientId;

	private final RequestedScopes scopes;

	private final Duration interval;

	private final Clock clock;

	private Instant expiresAt;

	private State state = State.PENDING;

	private @Nullable SignedIn who;

	private @Nullable Long polledAt;

	DeviceCode(String clientId, RequestedScopes scopes, DeviceCodeTiming timing, Clock clock) {
		this.clientId = clientId;
		this.scopes = scopes;
		this.interval = timing.interval();
		this.clock = clock;
		this.expiresAt = clock.instant().plus(timing.lifetime());
	}

	String value() {
		return this.value;
	}

	String userCode() {
		return this.userCode;
	}

	@Override
	public String clientId() {
		return this.clientId;
	}

	@Override
	public RequestedScopes scopes() {
		return this.scopes;
	}

	@Override
	public String loginHint() {
		return "";
	}

	@Override
	public boolean asksForConsent() {
		return false;
	}

	@Override
	public boolean changesPasswords() {
		return false;
	}

	synchronized boolean isPending() {
		return this.state == State.PENDING && this.clock.instant().isBefore(this.expiresAt);
	}

	synchronized void expire() {
		this.expiresAt = Instant.MIN;
	}

	@Override
	public synchronized Reply complete(SignedIn who) {
		if (!isPending()) {
			return Pages.error(SignInErrors.deviceCodeExpired());
		}
		this.who = who;
		this.state = State.APPROVED;
		return Pages.message("Signed in", "You have signed in on your device. You can close this window.");
	}

	@Override
	public synchronized Reply refuse(EntraError error) {
		if (isPending()) {
			this.state = State.DECLINED;
		}
		return Pages.message("Not signed in", "Your device was not signed in. You can close this window.");
	}

	/**
	 * Responds to a poll.
	 * @return the sign-in that approved this code
	 * @throws EntraError if nobody has approved the code yet, or nobody can
	 */
	synchronized SignedIn redeem() throws EntraError {
		if (this.state == State.REDEEMED) {
			throw SignInErrors.codeRedeemed();
		}
		if (this.state == State.DECLINED) {
			throw SignInErrors.deviceCodeDeclined();
		}
		if (!this.clock.instant().isBefore(this.expiresAt)) {
			throw SignInErrors.deviceCodeExpired();
		}
		if (isPolledTooSoon()) {
			throw SignInErrors.slowDown();
		}
		if (this.who == null) {
			throw SignInErrors.authorizationPending();
		}
		this.state = State.REDEEMED;
		return this.who;
	}

	/**
	 * Returns whether this poll came too soon. Tolerates a tenth of the interval, because
	 * clients sleep by other clocks.
	 */
	private boolean isPolledTooSoon() {
		long now = System.nanoTime();
		Long last = this.polledAt;
		this.polledAt = now;
		return last != null && now - last < this.interval.toNanos() / 10 * 9;
	}

	private enum State {

		PENDING, APPROVED, DECLINED, REDEEMED

	}

}
