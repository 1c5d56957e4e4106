package io.github.iwaspring.test.entra;

import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * A person's sign-in, demand by demand. No password is checked. Not safe for use by
 * several threads.
 */
final class SignIn {

	private final Purpose purpose;

	private final Tenant tenant;

	private final Policies policies;

	private @Nullable User user;

	private boolean multiFactor;

	private boolean consented;

	SignIn(Purpose purpose, Tenant tenant, Policies policies) {
		this.purpose = purpose;
		this.tenant = tenant;
		this.policies = policies;
	}

	Purpose purpose() {
		return this.purpose;
	}

	/**
	 * Who signs in, or {@code null} as long as that is not known.
	 */
	@Nullable User user() {
		return this.user;
	}

	/**
	 * Says who signs in.
	 * @param username the user principal name, in any case
	 * @return the user
	 * @throws EntraError if there is no such user, or AD FS denies access
	 */
	User identify(String username) throws EntraError {
		User account = this.tenant.accountOf(username.strip());
		if (account == null) {
			throw EntraError.userUnknown();
		}
		if (account.standing() == User.Standing.DENIED_BY_FEDERATION) {
			throw SignInErrors.federationDenies();
		}
		this.user = account;
		return account;
	}

	/**
	 * What is demanded next of the user.
	 * @param user the user
	 * @return the demand, or {@code null} if the user is signed in
	 */
	@Nullable Demand demandOn(User user) {
		Demand demand = this.policies.demandOn(user, this.multiFactor, this.purpose.clientId());
		if (demand == null && this.purpose.asksForConsent() && !this.consented) {
			return Demand.CONSENT;
		}
		return demand;
	}

	/**
	 * Whether the person can do what is demanded, here.
	 */
	boolean canMeet(Demand demand) {
		return switch (demand) {
			case MULTI_FACTOR, CONSENT -> true;
			case NEW_PASSWORD -> this.purpose.changesPasswords();
			case DEVICE, ADMISSION -> false;
		};
	}

	/**
	 * Does what is demanded, which has to be possible here.
	 */
	void meet(Demand demand, User user) {
		switch (demand) {
			case MULTI_FACTOR -> this.multiFactor = true;
			case CONSENT -> {
				this.consented = true;
				this.policies.consent(user, this.purpose.clientId());
			}
			case NEW_PASSWORD -> this.policies.renewPassword(user);
			case DEVICE, ADMISSION -> throw new IllegalArgumentException("Nobody can meet " + demand);
		}
	}

	SignedIn signedIn(User user) {
		return new SignedIn(user, this.multiFactor, this.purpose.scopes());
	}

}
