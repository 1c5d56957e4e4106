package io.github.iwaspring.test.entra;

import java.util.HashMap;
import java.util.Map;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a person signs in, one form after the other. A form carries the id of
 * its sign-in and nothing else that counts: who has done what is kept here. Federated
 * users sign in here too, instead of at AD FS.
 */
final class SignInPage implements Responder {

	static final String PATH = "/common/login";

	private final Map<String, SignIn> signIns = new HashMap<>();

	private final Tenant tenant;

	private final Policies policies;

	SignInPage(Tenant tenant, Policies policies) {
		this.tenant = tenant;
		this.policies = policies;
	}

	/**
	 * Begins a sign-in.
	 * @param purpose what it is for
	 * @return the first form
	 */
	synchronized Reply open(Purpose purpose) {
		String id = Opaque.value();
		SignIn signIn = new SignIn(purpose, this.tenant, this.policies);
		this.signIns.put(id, signIn);
		return SignInForms.userName(id, purpose.loginHint(), "");
	}

	@Override
	public synchronized Reply respond(Request request) {
		Map<String, String> form = request.form();
		String id = form.getOrDefault("request", "");
		SignIn signIn = this.signIns.get(id);
		if (signIn == null) {
			return Pages.error(SignInErrors.requestUnknown());
		}
		User user = signIn.user();
		String action = form.getOrDefault("action", "");
		if (action.equals(SignInForms.CANCEL)) {
			this.signIns.remove(id);
			return signIn.purpose().refuse(reasonToCancel(signIn, user));
		}
		return (user != null) ? proceed(id, signIn, user, action)
				: identify(id, signIn, form.getOrDefault("username", ""));
	}

	private Reply identify(String id, SignIn signIn, String username) {
		try {
			return proceed(id, signIn, signIn.identify(username), "");
		}
		catch (EntraError error) {
			return SignInForms.userName(id, username, error.message());
		}
	}

	private Reply proceed(String id, SignIn signIn, User user, String action) {
		Demand demand = signIn.demandOn(user);
		if (demand != null && signIn.canMeet(demand) && demand.action().equals(action)) {
			signIn.meet(demand, user);
			demand = signIn.demandOn(user);
		}
		if (demand == null) {
			this.signIns.remove(id);
			return signIn.purpose().complete(signIn.signedIn(user));
		}
		return signIn.canMeet(demand) ? SignInForms.demand(id, user, demand, signIn.purpose())
				: SignInForms.refusal(id, demand.error());
	}

	private static EntraError reasonToCancel(SignIn signIn, @Nullable User user) {
		Demand demand = (user != null) ? signIn.demandOn(user) : null;
		return (demand != null && !signIn.canMeet(demand)) ? demand.error().asAccessDenied() : SignInErrors.declined();
	}

}
