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

import java.util.HashMap;
import java.util.Map;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a person signs in, one form after the other. A form contains the id
 * of its sign-in, whose state is kept here. Federated users sign in here too, instead of
 * at AD FS.
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
	 * Starts a sign-in.
	 * @param request the request that the person signs in for
	 * @return the first form
	 */
	synchronized Reply open(SignInRequest request) {
		String id = RandomValues.token();
		SignIn signIn = new SignIn(request, this.tenant, this.policies);
		this.signIns.put(id, signIn);
		return SignInForms.userName(id, request.loginHint(), "");
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
			return signIn.request().refuse(reasonToCancel(signIn, user));
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
		Requirement requirement = signIn.requirementFor(user);
		if (requirement != null && signIn.canMeet(requirement) && requirement.action().equals(action)) {
			signIn.meet(requirement, user);
			requirement = signIn.requirementFor(user);
		}
		if (requirement == null) {
			this.signIns.remove(id);
			return signIn.request().complete(signIn.signedIn(user));
		}
		return signIn.canMeet(requirement) ? SignInForms.requirement(id, user, requirement, signIn.request())
				: SignInForms.refusal(id, requirement.error());
	}

	private static EntraError reasonToCancel(SignIn signIn, @Nullable User user) {
		Requirement requirement = (user != null) ? signIn.requirementFor(user) : null;
		return (requirement != null && !signIn.canMeet(requirement)) ? requirement.error().asAccessDenied()
				: SignInErrors.declined();
	}

}
