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

package io.github.iwaspring.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;

/**
 * The computer of a user, with Windows, who has signed in to the domain of a directory.
 *
 * @param jvm the JVM
 * @param properties the properties of applications
 */
record Desk(WindowsJvm jvm, Map<String, String> properties) {

	/**
	 * The desk of a user who has a ticket, and whose name Windows knows.
	 */
	static Desk of(EmbeddedDirectory directory, User user) {
		Map<String, String> properties = new LinkedHashMap<>(directory.properties(user));
		properties.remove("iwa.kerberos.ticket-cache");
		properties.remove("iwa.kerberos.krb5-conf");
		properties.replaceAll((key, value) -> value.startsWith("file:/")
				? "file:" + Wine.path(Path.of(java.net.URI.create(value))).replace('\\', '/') : value);
		WindowsJvm jvm = new WindowsJvm().with("KRB5_CONFIG", directory.krb5Conf().toString())
			.with("KRB5CCNAME", "FILE:" + directory.ticketCache(user))
			.with("STANDIN_UPN", user.upn());
		return new Desk(jvm, properties);
	}

	/**
	 * Returns the desk with another property of its applications.
	 */
	Desk with(String key, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.properties);
		more.put(key, value);
		return new Desk(this.jvm, more);
	}

	/**
	 * Runs an application to its end.
	 * @param commands what it does
	 * @return its answers
	 */
	List<String> run(String... commands) throws IOException, InterruptedException {
		List<String> lines = this.jvm.run(WindowsApplication.class, arguments(commands));
		List<String> answers = lines.stream()
			.filter((line) -> line.startsWith(WindowsApplication.ANSWER))
			.map((line) -> line.substring(WindowsApplication.ANSWER.length()))
			.toList();
		if (answers.size() != commands.length) {
			throw new IOException("The application did not answer:\n" + String.join("\n", lines));
		}
		return answers;
	}

	Process start(String... commands) throws IOException {
		return this.jvm.start(WindowsApplication.class, arguments(commands));
	}

	private String[] arguments(String... commands) {
		List<String> arguments = new ArrayList<>(Stream.of(commands).toList());
		this.properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
		return arguments.toArray(String[]::new);
	}

}
