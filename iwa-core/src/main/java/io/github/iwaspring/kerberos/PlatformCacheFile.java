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

package io.github.iwaspring.kerberos;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.UserId;

/**
 * The ticket cache of the platform's library, where that is a file. The library opens it
 * without looking at it: a pipe holds the thread for good, and a file of another user
 * makes the application act as that user.
 */
final class PlatformCacheFile {

	private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*include(?:dir)?\\s+(/\\S+)\\s*$");

	private static final Pattern NAMED_CACHE = Pattern.compile("(?m)^\\s*default_ccache_name\\s*=\\s*(\\S+)");

	private static final int MAX_DEPTH = 4;

	private PlatformCacheFile() {
	}

	/**
	 * Checks the file that the library is about to open. A cache of another type, or one
	 * that only the configuration names, is not checked.
	 * @throws IwaException {@code ticket-missing} if it must not be opened
	 */
	static void requireUsable() {
		String location = TicketCache.locate(null);
		if (TicketCache.isDefault(location) && isNamedByConfiguration()) {
			return;
		}
		CredentialFile file = CredentialFile.ofTicketCache(location);
		if (file != null) {
			file.requireUsableTicketCache();
		}
	}

	private static boolean isNamedByConfiguration() {
		if (OperatingSystem.isMac(System.getProperty("os.name"))) {
			return true; // the default there is no file
		}
		String files = Objects.requireNonNullElse(System.getenv("KRB5_CONFIG"), "/etc/krb5.conf");
		return Stream.of(files.split(File.pathSeparator)).anyMatch((file) -> namesCache(file, 1));
	}

	/**
	 * Whether a configuration, or what it includes, names the default cache.
	 * @param file a file, or a folder whose files are included
	 */
	static boolean namesCache(String file, int depth) {
		try {
			Path path = Path.of(file);
			if (Files.isDirectory(path)) {
				return files(path).stream().anyMatch((each) -> namesCache(each.toString(), depth));
			}
			byte[] content = new CredentialFile(path, false).read();
			String text = (content != null) ? new String(content, StandardCharsets.ISO_8859_1) : "";
			Matcher include = INCLUDE.matcher(text);
			boolean named = namesAnotherCache(text);
			while (!named && depth < MAX_DEPTH && include.find()) {
				named = namesCache(include.group(1), depth + 1);
			}
			return named;
		}
		catch (InvalidPathException noFile) {
			return false;
		}
	}

	/**
	 * Whether a text names another cache than the default one. A comment names none, and
	 * many systems name the default one.
	 */
	private static boolean namesAnotherCache(String configuration) {
		return NAMED_CACHE.matcher(configuration)
			.results()
			.map((named) -> named.group(1)
				.replaceFirst("^FILE:", "")
				.replaceAll("%\\{(?:uid|euid|USERID)}", String.valueOf(UserId.VALUE)))
			.anyMatch((location) -> !TicketCache.isDefault(location));
	}

	private static List<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
		catch (IOException | SecurityException ex) {
			return List.of();
		}
	}

}
