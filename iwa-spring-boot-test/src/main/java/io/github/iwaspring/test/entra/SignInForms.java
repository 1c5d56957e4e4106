package io.github.iwaspring.test.entra;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;

/**
 * The forms of the sign-in page. Titles, ids, names and values are stable: browser tests
 * find them by these.
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
					.formatted(Pages.escape(username)) + button("sign-in", "Sign in"));
	}

	static Reply demand(String id, User user, Demand demand, Purpose purpose) {
		String who = "<p id=\"user\">" + Pages.escape(user.upn()) + "</p>";
		return switch (demand) {
			case MULTI_FACTOR ->
				page("Approve sign-in", who, id, "<p>This sign-in needs a second factor. Here, a click is one.</p>"
						+ button(demand.action(), "Approve"));
			case CONSENT -> page("Permissions requested", who, id, permissions(purpose) + button("accept", "Accept"));
			case NEW_PASSWORD -> page("Change your password", who, id, """
					<p>Your password has expired.</p>
					<label for="new-password">New password</label>
					<input id="new-password" name="new-password" type="password" autocomplete="new-password" autofocus>
					""" + button(demand.action(), "Change password"));
			case DEVICE, ADMISSION -> refusal(id, demand.error());
		};
	}

	/**
	 * The end of a sign-in that nothing helps.
	 */
	static Reply refusal(String id, EntraError error) {
		return page("You cannot get there from here", Pages.alert(error.message()), id, "");
	}

	private static String permissions(Purpose purpose) {
		RequestedScopes scopes = purpose.scopes();
		return """
				<p>The application <code id="application">%s</code> asks for:</p>
				<ul id="permissions"><li>%s of %s</li></ul>
				""".formatted(Pages.escape(purpose.clientId()), Pages.escape(scopes.resource().permission()),
				Pages.escape(scopes.resource().name()));
	}

	private static String button(String action, String label) {
		return "<button id=\"%1$s\" name=\"action\" value=\"%1$s\">%2$s</button>".formatted(action, label);
	}

	private static Reply page(String title, String before, String id, String fields) {
		return Pages.of(200, title, FORM.formatted(before, SignInPage.PATH, Pages.escape(id), fields));
	}

}
