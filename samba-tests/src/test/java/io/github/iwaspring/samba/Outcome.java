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

package io.github.iwaspring.samba;

import java.util.List;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;

/**
 * How a sign-in ended, in a form that fits on one line between two processes.
 *
 * @param result {@code ok}, or the error code
 * @param stage the stage of an error
 * @param username the user of a token
 * @param description the description of an error
 * @param action the action of an error
 * @param retryAfter the seconds to wait after an error; negative if it names none
 */
record Outcome(String result, String stage, String username, String description, String action, long retryAfter) {

	private static final String SEPARATOR = "\t";

	static Outcome of(IwaToken token) {
		return new Outcome("ok", "", token.username(), "", "", -1);
	}

	static Outcome of(IwaException failure) {
		String message = failure.getMessage();
		return new Outcome(failure.code().id(), failure.stage().name(), "",
				message.substring(0, message.length() - failure.action().length()).strip(), failure.action(),
				(failure.retryAfter() != null) ? failure.retryAfter().toSeconds() : -1);
	}

	static Outcome parse(String line) {
		List<String> fields = List.of(line.split(SEPARATOR, -1));
		return new Outcome(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4),
				Long.parseLong(fields.get(5)));
	}

	String line() {
		return String.join(SEPARATOR, this.result, this.stage, this.username, this.description, this.action,
				String.valueOf(this.retryAfter));
	}

}
