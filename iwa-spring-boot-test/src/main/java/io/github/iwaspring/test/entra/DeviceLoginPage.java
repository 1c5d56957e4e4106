package io.github.iwaspring.test.entra;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;

/**
 * The page on which a person enters a device code and then signs in.
 */
final class DeviceLoginPage implements Responder {

	static final String PATH = "/devicelogin";

	private static final String FORM = """
			%s
			<form id="device-login" method="post" action="%s">
			<label for="code">Code that your device shows</label>
			<input id="code" name="code" autocomplete="off" autocapitalize="characters" required autofocus>
			<button id="next">Next</button>
			</form>""";

	private final DeviceCodes codes;

	private final SignInPage signIn;

	DeviceLoginPage(DeviceCodes codes, SignInPage signIn) {
		this.codes = codes;
		this.signIn = signIn;
	}

	Reply show(Request request) {
		return page("");
	}

	@Override
	public Reply respond(Request request) {
		DeviceCode code = this.codes.typed(request.form().getOrDefault("code", ""));
		return (code != null) ? this.signIn.open(code) : page("That code is unknown or has expired.");
	}

	private static Reply page(String error) {
		return Pages.of(200, "Enter code", FORM.formatted(Pages.alert(error), PATH));
	}

}
