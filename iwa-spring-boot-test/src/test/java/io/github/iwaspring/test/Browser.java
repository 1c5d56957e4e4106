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

package io.github.iwaspring.test;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser without scripts. It shows a page, fills in its only form and presses a
 * button. It does not follow redirects.
 */
public final class Browser {

	private final TestClient http;

	private final Map<String, String> typed = new LinkedHashMap<>();

	private HttpResponse<String> page;

	public Browser(EmbeddedDirectory directory, URI uri) {
		this.http = new TestClient(directory);
		this.page = this.http.get(uri);
	}

	public HttpResponse<String> page() {
		return this.page;
	}

	public String title() {
		return text("<h1 id=\"title\">([^<]*)</h1>");
	}

	public String error() {
		return text("<p id=\"error\" role=\"alert\">([^<]*)</p>");
	}

	public String value(String field) {
		return attribute("<input id=\"" + field + "\"[^>]*>", "value");
	}

	/**
	 * Returns the id of the sign-in that the form belongs to.
	 */
	public String request() {
		return attribute("<input type=\"hidden\" name=\"request\"[^>]*>", "value");
	}

	public Browser type(String field, String value) {
		assertThat(this.page.body()).contains("<label for=\"" + field + "\">");
		this.typed.put(attribute("<input id=\"" + field + "\"[^>]*>", "name"), value);
		return this;
	}

	public Browser press(String button) {
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher inputs = Pattern.compile("<input[^>]*>").matcher(this.page.body());
		while (inputs.find()) {
			fields.put(attribute(Pattern.quote(inputs.group()), "name"),
					attribute(Pattern.quote(inputs.group()), "value"));
		}
		fields.putAll(this.typed);
		String element = "<button id=\"" + button + "\"[^>]*>";
		assertThat(this.page.body()).containsPattern(element);
		if (!attribute(element, "name").isEmpty()) {
			fields.put(attribute(element, "name"), attribute(element, "value"));
		}
		this.typed.clear();
		this.page = this.http.postForm(this.page.uri().resolve(attribute("<form[^>]*>", "action")), fields);
		return this;
	}

	/**
	 * Signs in by the user name, if nothing else is required.
	 */
	public Browser signIn(String username) {
		return type("username", username).press("sign-in");
	}

	private String attribute(String element, String name) {
		Matcher matcher = Pattern.compile(element).matcher(this.page.body());
		assertThat(matcher.find()).as(element + " in " + this.page.body()).isTrue();
		Matcher attribute = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(matcher.group());
		return attribute.find() ? unescape(attribute.group(1)) : "";
	}

	private String text(String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(this.page.body());
		assertThat(matcher.find()).as(pattern + " in " + this.page.body()).isTrue();
		return unescape(matcher.group(1));
	}

	private static String unescape(String text) {
		return text.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&quot;", "\"")
			.replace("&apos;", "'")
			.replace("&amp;", "&");
	}

}
