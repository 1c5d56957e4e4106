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

package io.github.iwaspring.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.Typo;
import io.github.iwaspring.support.Rules;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The tables of the rules for the names of files. They look at the name alone: a file
 * need not exist yet. The order counts: the first rule that applies gives the reason.
 */
final class FileRules {

	/**
	 * The type of a credentials cache. One letter is the drive of a Windows path.
	 */
	private static final Pattern TYPED_CACHE = Pattern.compile("([A-Za-z][A-Za-z0-9]+):(.*)");

	private static final Pattern URL = Pattern.compile("(?:file|classpath\\*?|jar|https?):.*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern FILE_SCHEME = Pattern.compile("file:(?://(?=/))?", Pattern.CASE_INSENSITIVE);

	private static final Pattern DRIVE_ALONE = Pattern.compile("[A-Za-z]:(?![/\\\\]).*");

	private FileRules() {
	}

	static Rules<String> path() {
		return Rules.of(Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL),
				refuse((value) -> !value.equals(value.strip()), "It has white space at an end.", String::strip),
				refuse((value) -> URL.matcher(value).matches(), "It is a URL, where a path is expected.",
						(value) -> FILE_SCHEME.matcher(value).replaceFirst("")),
				refuse((value) -> DRIVE_ALONE.matcher(value).matches(),
						"It names a drive, but no folder from its root."
								+ " In a properties file a backslash is written twice."),
				refuse((value) -> pathOf(value) == null, "It is not a path of this system."));
	}

	static Rules<String> ticketCache() {
		return Rules.of(Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL),
				refuse((cache) -> !typeOfCache(cache).equals("FILE"),
						"Only a cache of type FILE can be read by Java. For a KCM, KEYRING or DIR cache,"
								+ " remove this property, name the cache in the environment variable KRB5CCNAME,"
								+ " and set iwa.kerberos.provider=native."),
				refuse((cache) -> ticketCacheFile(cache) == null, "It names no file."));
	}

	/**
	 * The file of a ticket cache.
	 * @param cache a path, perhaps behind a type
	 * @return the file, or {@code null} if there is none
	 */
	static @Nullable Path ticketCacheFile(String cache) {
		Matcher typed = TYPED_CACHE.matcher(cache);
		String file = typed.matches() ? typed.group(2) : cache;
		return file.isBlank() ? null : pathOf(file);
	}

	private static String typeOfCache(String cache) {
		Matcher typed = TYPED_CACHE.matcher(cache);
		return typed.matches() ? typed.group(1).toUpperCase(Locale.ROOT) : "FILE";
	}

	private static @Nullable Path pathOf(String value) {
		try {
			return Path.of(value);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

}
