package io.github.iwaspring.signin;

import java.util.Optional;

import com.microsoft.aad.msal4j.IAccount;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.directory.ClaimsParameter;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked for.
 *
 * @param principal the Kerberos principal that the account is bound to
 * @param username who is asked, or {@code null} if no name is known
 * @param claims what the directory or the API demands, as JSON, or {@code null}
 * @param shown to be run when the person is about to see something
 */
record Demand(String principal, @Nullable String username, @Nullable String claims, Runnable shown) {

	/**
	 * Finds out what is to be asked.
	 * @throws IwaException if nothing says whose token it would be
	 */
	static Demand of(SignIn signIn, SignInSettings settings, IwaException reason, Runnable shown) {
		Account bound = signIn.session().binding();
		String principal = (bound != null) ? bound.principal() : signIn.identity().principal();
		return new Demand(principal, username(signIn, settings, bound),
				ClaimsParameter.ofOthers(Json.merge(signIn.request().claims(), reason.claims())), shown);
	}

	private static @Nullable String username(SignIn signIn, SignInSettings settings, @Nullable Account bound) {
		if (settings.username() == null && bound != null) {
			Optional<IAccount> account = signIn.session().account(bound);
			if (account.isPresent()) {
				return account.get().username();
			}
		}
		try {
			return SignedInUser.lookupName(signIn.identity(), settings);
		}
		catch (IwaException unknown) {
			return null;
		}
	}

	/**
	 * Hides who is asked.
	 */
	@Override
	public String toString() {
		return "Demand[claims=" + (this.claims != null) + "]";
	}

}
