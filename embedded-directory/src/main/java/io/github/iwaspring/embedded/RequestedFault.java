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

package io.github.iwaspring.embedded;

import java.time.Duration;
import java.util.Map;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.HopScript;
import io.github.iwaspring.test.support.Json;

/**
 * A fault that a test asks for in JSON, such as
 * <code>{"hop":"token","fault":"entra","error":"invalid_grant","number":50076}</code>.
 */
final class RequestedFault {

	private final Map<String, Object> members;

	private RequestedFault(Map<String, Object> members) {
		this.members = members;
	}

	static RequestedFault parse(String json) {
		Map<String, Object> members = Json.parse(json);
		if (members == null) {
			throw new IllegalArgumentException("The body is not a JSON object.");
		}
		return new RequestedFault(members);
	}

	/**
	 * Adds the fault to a directory.
	 * @throws IllegalArgumentException if a member is missing or wrong; its message says
	 * which
	 */
	void addTo(EmbeddedDirectory directory) {
		HopScript script = directory.on(hop());
		if (this.members.containsKey("times")) {
			script = script.times(number("times"));
		}
		switch (text("fault")) {
			case "challenge" -> script.challenge();
			case "delay" -> script.delay(Duration.ofMillis(number("millis")));
			default -> script.fault(fault());
		}
	}

	private Fault fault() {
		Fault fault = switch (text("fault")) {
			case "status" -> Fault.status(number("status"));
			case "html" -> Fault.html(number("status"));
			case "garbage" -> Fault.garbage();
			case "truncated" -> Fault.truncated();
			case "disconnect" -> Fault.disconnect();
			case "hang" -> Fault.hang();
			case "entra" -> Fault.entra(text("error"), number("number"));
			case "soap" -> Fault.soap(text("subcode"), text("reason"));
			default -> throw new IllegalArgumentException("'" + text("fault") + "' is not a fault: challenge, delay,"
					+ " status, html, garbage, truncated, disconnect, hang, entra or soap.");
		};
		return this.members.containsKey("retryAfter") ? fault.retryAfter(Duration.ofSeconds(number("retryAfter")))
				: fault;
	}

	private Hop hop() {
		String name = text("hop");
		for (Hop hop : Hop.values()) {
			if (ControlServer.name(hop).equals(name)) {
				return hop;
			}
		}
		throw new IllegalArgumentException(
				"'" + name + "' is not a hop: " + String.join(", ", ControlServer.names()) + ".");
	}

	private String text(String name) {
		if (this.members.get(name) instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException("The member '" + name + "' is not a text.");
	}

	private int number(String name) {
		if (this.members.get(name) instanceof Number number) {
			return number.intValue();
		}
		throw new IllegalArgumentException("The member '" + name + "' is not a number.");
	}

}
