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
 * The device codes of the device authorization grant (RFC 8628), and the person who types
 * them. What is done is done to the code that was handed out last and is pending; as long
 * as there is none, it waits for one, for at most 30 seconds. Safe for use by several
 * threads.
 */
public final class DeviceCodes {

	static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	/**
	 * What MSAL4J sends, and Entra ID takes as well.
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
	 * Waits until a device was given a code that nobody has typed so far.
	 * @return the code for the person, the {@code user_code}
	 * @throws IllegalStateException if there is none within 30 seconds
	 */
	public String pending() {
		return await().userCode();
	}

	/**
	 * Signs in on the page of the pending code, and agrees to all that it asks: a second
	 * factor, consent.
	 * @param user who signs in
	 * @throws IllegalStateException if the page does not let this user in, as with a
	 * demand for a device or for a new password; the code then stays pending
	 */
	public void approve(User user) {
		DeviceCode code = await();
		SignIn signIn = new SignIn(code, this.tenant, this.policies);
		try {
			signIn.identify(user.upn());
			for (Demand demand = signIn.demandOn(user); demand != null; demand = signIn.demandOn(user)) {
				if (!signIn.canMeet(demand)) {
					throw demand.error();
				}
				signIn.meet(demand, user);
			}
		}
		catch (EntraError error) {
			throw new IllegalStateException(user + " cannot approve a device code: " + error.message(), error);
		}
		code.complete(signIn.signedIn(user));
	}

	/**
	 * Declines the pending code.
	 */
	public void decline() {
		await().refuse(SignInErrors.declined());
	}

	/**
	 * Ends the life of the pending code.
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
	 * The pending code that a person typed.
	 * @param userCode the letters, in any case
	 * @return the code, or {@code null}
	 */
	@Nullable DeviceCode typed(String userCode) {
		return last((code) -> code.isPending() && code.userCode().equalsIgnoreCase(userCode.strip()));
	}

	/**
	 * Answers a poll.
	 * @param value the {@code device_code}
	 * @param clientId the client that polls
	 * @return who approved the code
	 * @throws EntraError if nobody did so far, or will
	 */
	SignedIn redeem(String value, String clientId) throws EntraError {
		DeviceCode code = last((candidate) -> candidate.value().equals(value) && candidate.clientId().equals(clientId));
		if (code == null) {
			throw SignInErrors.deviceCodeUnknown();
		}
		return code.redeem();
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
				throw new IllegalStateException("Interrupted while no device code was pending", ex);
			}
		}
	}

}
