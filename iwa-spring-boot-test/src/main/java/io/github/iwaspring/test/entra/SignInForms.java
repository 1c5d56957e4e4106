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

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.support.Xml;
import io.github.iwaspring.test.tenant.User;

/**
 * The forms of the sign-in page. Titles, ids, names and values are stable, because
 * browser tests use them.
 */
final class SignInForms {

	static final String CANCEL = "cancel";

	private static final String FORM = """
			%s
			<form id="sign-in-form" method="post" action="%s">
			<input type="hidden" name="request" value="%s">
			%s
			<button id="cancel" name="action" value="cancel" formnovalidate>Cancel</button>
			</form>""";

	private SignInForms() {
	}

	static Reply userName(String id, String username, String error) {
		return page("Sign in", Pages.alert(error), id,
				"""
						<label for="username">User name</label>
						<input id="username" name="username" value="%s" autocomplete="username" inputmode="email" required autofocus>
						"""
					.formatted(Xml.escape(username)) + button("sign-in", "Sign in"));
	}

	static Reply requirement(String id, User user, Requirement requirement, SignInRequest request) {
		String who = "<p id=\"user\">" + Xml.escape(user.upn()) + "</p>";
		return switch (requirement) {
			case MULTI_FACTOR ->
				page("Approve sign-in", who, id, "<p>This sign-in needs a second factor. Here, a click is enough.</p>"
						+ button(requirement.action(), "Approve"));
			case CONSENT -> page("Permissions requested", who, id, permissions(request) + button("accept", "Accept"));
			case NEW_PASSWORD -> page("Change your password", who, id, """
					<p>Your password has expired.</p>
					<label for="new-password">New password</label>
					<input id="new-password" name="new-password" type="password" autocomplete="new-password" autofocus>
					""" + button(requirement.action(), "Change password"));
			case DEVICE, ADMISSION -> refusal(id, requirement.error());
		};
	}

	/**
	 * Creates the page of a sign-in that cannot succeed.
	 */
	static Reply refusal(String id, EntraError error) {
		return page("You cannot get there from here", Pages.alert(error.message()), id, "");
	}

	private static String permissions(SignInRequest request) {
		RequestedScopes scopes = request.scopes();
		return """
				<p>The application <code id="application">%s</code> asks for:</p>
				<ul id="permissions"><li>%s of %s</li></ul>
				""".formatted(Xml.escape(request.clientId()), Xml.escape(scopes.resource().permission()),
				Xml.escape(scopes.resource().name()));
	}

	private static String button(String action, String label) {
		return "<button id=\"%1$s\" name=\"action\" value=\"%1$s\">%2$s</button>".formatted(action, label);
	}

	private static Reply page(String title, String before, String id, String fields) {
		return Pages.of(200, title, FORM.formatted(before, SignInPage.PATH, Xml.escape(id), fields));
	}

}
