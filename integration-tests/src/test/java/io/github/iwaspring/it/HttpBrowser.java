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

package io.github.iwaspring.it;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.iwaspring.test.EmbeddedDirectory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser without scripts. It shows a page and presses the buttons of its only form.
 */
final class HttpBrowser {

	private final Map<String, String> typed = new LinkedHashMap<>();

	private final HttpClient http;

	private HttpResponse<String> page;

	HttpBrowser(EmbeddedDirectory directory, URI page) throws Exception {
		this.http = HttpClient.newBuilder().sslContext(DirectoryTrust.of(directory)).build();
		this.page = this.http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
	}

	String title() {
		Matcher title = Pattern.compile("<h1[^>]*>([^<]*)</h1>").matcher(this.page.body());
		assertThat(title.find()).as(this.page.body()).isTrue();
		return title.group(1);
	}

	/**
	 * Types a value into a field.
	 */
	HttpBrowser type(String field, String value) {
		this.typed.put(field, value);
		return this;
	}

	HttpBrowser press(String button) throws Exception {
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher inputs = Pattern.compile("<input[^>]*>").matcher(this.page.body());
		while (inputs.find()) {
			fields.put(attribute(inputs.group(), "name"), attribute(inputs.group(), "value"));
		}
		fields.put("action", button);
		fields.putAll(this.typed);
		this.typed.clear();
		String form = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		Matcher target = Pattern.compile("<form[^>]*>").matcher(this.page.body());
		assertThat(target.find()).as(this.page.body()).isTrue();
		this.page = this.http.send(HttpRequest.newBuilder(this.page.uri().resolve(attribute(target.group(), "action")))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form))
			.build(), BodyHandlers.ofString());
		return this;
	}

	private static String attribute(String element, String name) {
		Matcher attribute = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(element);
		return attribute.find() ? attribute.group(1).replace("&amp;", "&") : "";
	}

}
