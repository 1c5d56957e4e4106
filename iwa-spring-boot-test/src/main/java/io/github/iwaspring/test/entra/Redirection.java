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

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.support.Xml;
import org.jspecify.annotations.Nullable;

/**
 * How the response to an authorization request reaches the client: through the browser,
 * to the loopback address with any port (RFC 8252, section 7.3).
 *
 * @param uri the redirect URI of the request
 * @param formPost whether the response is a form, instead of a query
 * @param state the state of the request, or {@code null}
 */
record Redirection(String uri, boolean formPost, @Nullable String state) {

	static final String FORM_POST = "form_post";

	private static final String FORM = """
			<form id="response-form" method="post" action="%s">
			%s
			<button id="continue">Continue</button>
			</form>
			<script>document.getElementById("response-form").submit();</script>""";

	private static final String FIELD = "<input type=\"hidden\" name=\"%s\" value=\"%s\">";

	/**
	 * Creates the redirection of an authorization request.
	 * @param parameters the parameters of the request
	 * @return the redirection
	 * @throws EntraError if the redirect URI is missing or not registered
	 */
	static Redirection of(Map<String, String> parameters) throws EntraError {
		String uri = Parameters.require(parameters, "redirect_uri");
		if (!isRegistered(uri)) {
			throw SignInErrors.redirectUnknown(uri);
		}
		return new Redirection(uri, FORM_POST.equals(parameters.get("response_mode")), parameters.get("state"));
	}

	private static boolean isRegistered(String uri) {
		try {
			URI parsed = new URI(uri);
			String path = parsed.getRawPath();
			return "http".equals(parsed.getScheme()) && "localhost".equals(parsed.getHost())
					&& parsed.getRawUserInfo() == null && parsed.getRawQuery() == null
					&& parsed.getRawFragment() == null && ("".equals(path) || "/".equals(path));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	Reply with(EntraError error) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("error", error.error());
		parameters.put("error_description", error.message());
		return with(parameters);
	}

	Reply with(Map<String, String> parameters) {
		Map<String, String> fields = new LinkedHashMap<>(parameters);
		if (this.state != null) {
			fields.put("state", this.state);
		}
		return this.formPost ? form(fields) : redirect(fields);
	}

	private Reply form(Map<String, String> fields) {
		String inputs = fields.entrySet()
			.stream()
			.map((field) -> FIELD.formatted(field.getKey(), Xml.escape(field.getValue())))
			.collect(Collectors.joining("\n"));
		return Pages.of(200, "Back to the application", FORM.formatted(Xml.escape(this.uri), inputs));
	}

	private Reply redirect(Map<String, String> fields) {
		String query = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		String separator = URI.create(this.uri).getRawPath().isEmpty() ? "/?" : "?";
		return Reply.status(302).withHeader("Location", this.uri + separator + query);
	}

	@Override
	public String toString() {
		return "Redirection[" + this.uri + "]";
	}

}
