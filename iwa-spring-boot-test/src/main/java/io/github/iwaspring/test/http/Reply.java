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

package io.github.iwaspring.test.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.iwaspring.test.support.Json;

/**
 * A response. Immutable. It can hold secrets, so {@code toString()} hides its content.
 *
 * @param status the status code
 * @param headers the headers
 * @param body the body, empty for none
 * @param delivery how it is sent
 */
public record Reply(int status, Map<String, List<String>> headers, String body, Delivery delivery) {

	/**
	 * Creates a response that is sent as a whole.
	 * @param status the status code
	 * @param headers the headers
	 * @param body the body, empty for none
	 */
	public Reply(int status, Map<String, List<String>> headers, String body) {
		this(status, headers, body, Delivery.WHOLE);
	}

	/**
	 * Creates a response without a body.
	 * @param status the status code
	 * @return the response
	 */
	public static Reply status(int status) {
		return new Reply(status, Map.of(), "");
	}

	/**
	 * Creates a response with a body.
	 * @param status the status code
	 * @param contentType the media type of the body
	 * @param body the body
	 * @return the response
	 */
	public static Reply of(int status, String contentType, String body) {
		return new Reply(status, Map.of("Content-Type", List.of(contentType)), body);
	}

	/**
	 * Creates a response in JSON.
	 * @param status the status code
	 * @param members the members of the object
	 * @return the response
	 */
	public static Reply json(int status, Map<String, ?> members) {
		return of(status, "application/json; charset=utf-8", Json.write(members));
	}

	/**
	 * Creates a Negotiate challenge, which Windows' web servers send to a client without
	 * a ticket.
	 * @return the response
	 */
	public static Reply challenge() {
		return of(401, "text/html; charset=us-ascii", """
				<html><head><title>Not Authorized</title></head><body><h2>Not Authorized</h2>
				<p>HTTP Error 401. The requested resource requires user authentication.</p></body></html>
				""").withHeader("WWW-Authenticate", "Negotiate");
	}

	/**
	 * Creates a fault of Entra ID's own WS-Trust, for Seamless SSO.
	 * @param number the AADSTS number
	 * @param description the description
	 * @return the response
	 */
	public static Reply desktopSsoFault(int number, String description) {
		return DesktopSsoFault.reply(number, description);
	}

	/**
	 * Returns a copy with a further value of a header.
	 * @param name the name
	 * @param value the value
	 * @return the copy
	 */
	public Reply withHeader(String name, String value) {
		Map<String, List<String>> headers = new LinkedHashMap<>(this.headers);
		List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
		values.add(value);
		headers.put(name, List.copyOf(values));
		return new Reply(this.status, headers, this.body, this.delivery);
	}

	/**
	 * Returns a copy with another body.
	 * @param change the function that returns the new body for the old one
	 * @return the copy
	 */
	public Reply mapBody(UnaryOperator<String> change) {
		return new Reply(this.status, this.headers, change.apply(this.body), this.delivery);
	}

	/**
	 * Returns a copy with another status.
	 * @param status the status code
	 * @return the copy
	 */
	public Reply withStatus(int status) {
		return new Reply(status, this.headers, this.body, this.delivery);
	}

	Reply delivered(Delivery delivery) {
		return new Reply(this.status, this.headers, this.body, delivery);
	}

	@Override
	public String toString() {
		return "Reply[" + this.status + "]";
	}

}
