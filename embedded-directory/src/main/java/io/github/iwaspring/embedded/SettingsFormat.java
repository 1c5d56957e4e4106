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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.iwaspring.test.support.Json;

/**
 * How the settings of a directory are written.
 */
enum SettingsFormat {

	/**
	 * A properties file, in ASCII, whatever encoding it is read in.
	 */
	PROPERTIES {

		@Override
		String write(Map<String, String> settings) {
			return lines(settings, SettingsFormat::escaped);
		}

	},

	/**
	 * Environment variables as Spring Boot and Kerberos read them, for a shell.
	 */
	ENV {

		@Override
		String write(Map<String, String> settings) {
			Map<String, String> variables = new LinkedHashMap<>();
			settings.forEach((key, value) -> variables.put(variable(key), value));
			variables.put("KRB5_CONFIG", variables.getOrDefault("EMBEDDED_DIRECTORY_KRB5_CONF", ""));
			variables.put("KRB5CCNAME", "FILE:" + variables.getOrDefault("EMBEDDED_DIRECTORY_TICKET_CACHE", ""));
			return lines(variables, SettingsFormat::quoted);
		}

	},

	/**
	 * An object of strings.
	 */
	JSON {

		@Override
		String write(Map<String, String> settings) {
			return Json.write(settings) + "\n";
		}

	};

	/**
	 * Writes settings.
	 * @param settings the settings, by their names as properties
	 * @return the text, which ends with a line feed
	 */
	abstract String write(Map<String, String> settings);

	private static String lines(Map<String, String> settings, UnaryOperator<String> form) {
		return settings.entrySet()
			.stream()
			.map((setting) -> setting.getKey() + "=" + form.apply(setting.getValue()) + "\n")
			.collect(Collectors.joining());
	}

	/**
	 * Spring Boot reads no dashes: {@code iwa.client-id} is {@code IWA_CLIENTID}.
	 */
	private static String variable(String key) {
		String dashes = key.startsWith(DirectoryProgram.PREFIX) ? "_" : "";
		return key.replace("-", dashes).replace('.', '_').toUpperCase(Locale.ROOT);
	}

	private static String escaped(String value) {
		return value.chars()
			.mapToObj((character) -> (character >= ' ' && character <= '~' && character != '\\')
					? Character.toString(character) : String.format("\\u%04X", character))
			.collect(Collectors.joining());
	}

	private static String quoted(String value) {
		return value.matches("[A-Za-z0-9_./:@,+=-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
	}

}
