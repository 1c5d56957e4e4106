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
