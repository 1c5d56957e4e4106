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

package io.github.iwaspring.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The started application and a client without a browser's manners, which sends whatever
 * a test asks for. Only one can be open at a time, because the end of an application also
 * ends the threads of Reactor Netty that all applications of a JVM share.
 */
final class Page implements AutoCloseable {

	private final WebClient client = WebClient.create();

	private final List<ResponseEntity<String>> responses = new ArrayList<>();

	final ConfigurableApplicationContext application;

	final int port;

	private Page(ConfigurableApplicationContext application) {
		this.application = application;
		this.port = application.getEnvironment().getRequiredProperty("local.server.port", int.class);
	}

	static Page start(String... arguments) {
		return new Page(SpringApplication.run(DesktopApplication.class,
				StringUtils.concatenateStringArrays(new String[] { "--desktop.open-browser=false" }, arguments)));
	}

	/**
	 * Starts the application without a directory, which signs nobody in.
	 */
	static Page startAlone() {
		return start("--iwa.authority=https://login.microsoftonline.com/contoso.com/",
				"--iwa.client-id=5a0c7e5e-0000-0000-0000-000000000000", "--iwa.scopes=api://orders/.default",
				"--iwa.api.base-url=https://orders.contoso.com");
	}

	String host() {
		return "127.0.0.1:" + this.port;
	}

	String origin() {
		return "http://" + host();
	}

	String opening() {
		return "/open?key=" + this.application.getBean(PageKey.class).value();
	}

	/**
	 * Opens a session, as the browser does.
	 * @return the headers of requests of that session
	 */
	Map<String, String> open() {
		String cookie = get(opening(), Map.of()).getHeaders().getFirst("Set-Cookie");
		return Map.of("Cookie", Objects.requireNonNull(cookie).split(";")[0], "Origin", origin());
	}

	ResponseEntity<String> get(String path, Map<String, String> headers) {
		return send(HttpMethod.GET, path, headers);
	}

	ResponseEntity<String> post(String path, Map<String, String> headers) {
		return send(HttpMethod.POST, path, headers);
	}

	ResponseEntity<String> send(HttpMethod method, String path, Map<String, String> headers) {
		ResponseEntity<String> response = this.client.method(method)
			.uri(origin() + path)
			.headers((all) -> headers.forEach(all::set))
			.exchangeToMono((answer) -> answer.toEntity(String.class))
			.block();
		this.responses.add(Objects.requireNonNull(response));
		return response;
	}

	/**
	 * Returns every response so far.
	 */
	List<ResponseEntity<String>> responses() {
		return this.responses;
	}

	@Override
	public void close() {
		this.application.close();
	}

}
