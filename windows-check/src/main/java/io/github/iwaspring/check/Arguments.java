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

package io.github.iwaspring.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of the program, each {@code --name=value}.
 *
 * @param values the values by name
 */
record Arguments(Map<String, String> values) {

	static final String USAGE = """
			java -jar iwa-windows-check.jar --authority=https://login.microsoftonline.com/contoso.com/
			    --client-id=<id> --scopes=<scope>[,<scope>]
			    [--user-domain=<verified domain>]          as iwa.user-domain
			    [--trusted-authority-hosts=<host:port>]    as iwa.trusted-authority-hosts
			    [--trust-store=<PEM file> | Windows-ROOT]  certificates to trust instead of those of the JVM
			    [--adfs-host=<host>]                       where the sign-in does not get as far as AD FS
			    [--report=<file>]                          iwa-windows-check.txt
			    [--destructive=<what was changed>]         one row of a table for the script, and nothing else
			""";

	private static final Set<String> REQUIRED = Set.of("authority", "client-id", "scopes");

	private static final Set<String> OPTIONAL = Set.of("user-domain", "trusted-authority-hosts", "trust-store",
			"adfs-host", "report", "destructive");

	/**
	 * Reads the arguments.
	 * @throws IllegalArgumentException if one is missing or unknown
	 */
	static Arguments of(String... arguments) {
		Map<String, String> values = new TreeMap<>();
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			String name = (argument.startsWith("--") && equals > 0) ? argument.substring(2, equals) : argument;
			if (!REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
				throw new IllegalArgumentException("Unknown argument: " + name);
			}
			values.put(name, argument.substring(equals + 1));
		}
		for (String name : REQUIRED) {
			if (values.getOrDefault(name, "").isBlank()) {
				throw new IllegalArgumentException("Missing argument: --" + name);
			}
		}
		return new Arguments(values);
	}

	String required(String name) {
		return this.values.getOrDefault(name, "");
	}

	@Nullable String optional(String name) {
		String value = this.values.get(name);
		return (value != null && !value.isBlank()) ? value : null;
	}

	List<String> list(String name) {
		return Stream.of(this.values.getOrDefault(name, "").split("[,\\s]+"))
			.filter((each) -> !each.isEmpty())
			.toList();
	}

}
