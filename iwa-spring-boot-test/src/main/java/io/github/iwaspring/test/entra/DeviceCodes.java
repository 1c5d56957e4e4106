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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * The device codes of the device authorization grant (RFC 8628), and the person who
 * enters them. All public methods act on the pending code that was issued last. They wait
 * for one for at most 30 seconds. Safe for use by several threads.
 */
public final class DeviceCodes {

	static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	/**
	 * The grant type that msal4j sends, which Entra ID accepts too.
	 */
	static final String SHORT_TYPE = "device_code";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<DeviceCode> codes = new ArrayList<>();

	private final Tenant tenant;

	private final Policies policies;

	private final DeviceCodeTiming timing;

	private final Clock clock;

	DeviceCodes(Tenant tenant, Policies policies, DeviceCodeTiming timing, Clock clock) {
		this.tenant = tenant;
		this.policies = policies;
		this.timing = timing;
		this.clock = clock;
	}

	/**
	 * Waits for a pending code and returns what the person has to enter.
	 * @return the {@code user_code}
	 * @throws IllegalStateException if no code is pending within 30 seconds
	 */
	public String pending() {
		return await().userCode();
	}

	/**
	 * Signs in with the pending code, gives a second factor and consents if required.
	 * @param user the user who signs in
	 * @throws IllegalStateException if the page refuses the user, for example because it
	 * requires a device or a new password; the code then stays pending. Also if no code
	 * is pending within 30 seconds
	 */
	public void approve(User user) {
		DeviceCode code = await();
		SignIn signIn = new SignIn(code, this.tenant, this.policies);
		try {
			signIn.identify(user.upn());
			for (Requirement requirement = signIn.requirementFor(user); requirement != null; requirement = signIn
				.requirementFor(user)) {
				if (!signIn.canMeet(requirement)) {
					throw requirement.error();
				}
				signIn.meet(requirement, user);
			}
		}
		catch (EntraError error) {
			throw new IllegalStateException(user + " cannot approve a device code: " + error.message(), error);
		}
		code.complete(signIn.signedIn(user));
	}

	/**
	 * Declines the pending code.
	 * @throws IllegalStateException if no code is pending within 30 seconds
	 */
	public void decline() {
		await().refuse(SignInErrors.declined());
	}

	/**
	 * Expires the pending code.
	 * @throws IllegalStateException if no code is pending within 30 seconds
	 */
	public void expire() {
		await().expire();
	}

	synchronized DeviceCode create(String clientId, RequestedScopes scopes) {
		DeviceCode code = new DeviceCode(clientId, scopes, this.timing, this.clock);
		this.codes.add(code);
		notifyAll();
		return code;
	}

	/**
	 * Finds the pending code that a person entered.
	 * @param userCode the letters, in any case
	 * @return the code, or {@code null}
	 */
	@Nullable DeviceCode typed(String userCode) {
		return last((code) -> code.isPending() && code.userCode().equalsIgnoreCase(userCode.strip()));
	}

	/**
	 * Responds to a poll.
	 * @param value the {@code device_code}
	 * @param clientId the client that polls
	 * @return the sign-in that approved the code
	 * @throws EntraError if nobody has approved the code yet, or nobody can
	 */
	SignedIn redeem(String value, String clientId) throws EntraError {
		DeviceCode code = last((candidate) -> candidate.value().equals(value) && candidate.clientId().equals(clientId));
		if (code == null) {
			throw SignInErrors.deviceCodeUnknown();
		}
		return code.redeem();
	}

	/**
	 * Forgets all codes, so that the next pending one is of the next sign-in.
	 */
	synchronized void reset() {
		this.codes.clear();
	}

	private synchronized @Nullable DeviceCode last(Predicate<DeviceCode> condition) {
		for (int i = this.codes.size() - 1; i >= 0; i--) {
			if (condition.test(this.codes.get(i))) {
				return this.codes.get(i);
			}
		}
		return null;
	}

	private synchronized DeviceCode await() {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		for (DeviceCode code = last(DeviceCode::isPending);; code = last(DeviceCode::isPending)) {
			if (code != null) {
				return code;
			}
			long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
			if (left <= 0) {
				throw new IllegalStateException("No device code is pending");
			}
			try {
				wait(left);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("The thread was interrupted while no device code was pending", ex);
			}
		}
	}

}
