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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The Kerberos configuration that the JDK reads, and its refusals of it. Java is stricter
 * than MIT's library: what {@code kinit} takes may stop it.
 */
final class Krb5Configuration {

	/**
	 * Names the configuration to the JDK, for the whole JVM.
	 */
	static final String PROPERTY = "java.security.krb5.conf";

	private static final long MAX_SIZE = 1 << 20;

	private static final int MAX_QUOTED = 120;

	private static final Pattern REFUSED_LINE = Pattern
		.compile("(?:Illegal config content: ?|Illegal duration format )(?<line>[^\\r\\n]*?)\\)*$", Pattern.MULTILINE);

	/**
	 * The words of the JDK, and the trace of an exception that its parser did not expect.
	 */
	private static final Pattern REFUSAL = Pattern
		.compile("Illegal config content|Illegal duration format|Duration cannot be empty|Not closed$"
				+ "|Unmatched close brace|krb5\\.conf loading failed|Config file (?:must|should)"
				+ "|Improper format of Kerberos configuration|(?:ClassCast|NullPointer|InvalidPath)Exception[\\s\\S]*"
				+ "sun\\.security\\.krb5\\.Config\\b", Pattern.MULTILINE);

	private Krb5Configuration() {
	}

	/**
	 * Returns the file that the JDK reads.
	 * @param configured the file of the application, or {@code null}
	 * @return the file, which may be missing, or {@code null} if there is no such path
	 */
	static @Nullable Path locate(@Nullable Path configured) {
		if (configured != null) {
			return configured;
		}
		try {
			String property = System.getProperty(PROPERTY);
			if (property != null) {
				return Path.of(property);
			}
			Path ofJdk = Path.of(System.getProperty("java.home"), "conf", "security", "krb5.conf");
			return Files.exists(ofJdk) ? ofJdk : Path.of("/etc/krb5.conf");
		}
		catch (InvalidPathException noFile) {
			return null;
		}
	}

	/**
	 * Explains that Java refuses the configuration, if that is what a failure says.
	 * @return the exception without a cause, or {@code null} for any other failure
	 */
	static IwaException.@Nullable Builder refusal(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage());
			if (REFUSAL.matcher(message).find()) {
				return refused(message);
			}
		}
		return null;
	}

	private static IwaException.Builder refused(String message) {
		Path file = locate(null);
		String path = Redaction.path(String.valueOf(file));
		List<String> lines = (file != null) ? lines(file) : List.of();
		String place = place(message, lines);
		String why = message.contains("loading failed")
				? " The file, or one that it includes, is missing, unreadable or not in UTF-8." : "";
		return IwaException.of(IwaErrorCode.CONFIGURATION_REFUSED, Stage.KERBEROS)
			.description("Java cannot read the Kerberos configuration " + path + "." + (place.isEmpty() ? why : place))
			.action("Correct it, or name a copy that Java can read in iwa.kerberos.krb5-conf. Java is stricter than kinit: "
					+ "include and includedir stand before the first section and name absolute paths that exist, each "
					+ "other line has the form 'name = value', each section is written [name], and each { is closed.");
	}

	private static String place(String message, List<String> lines) {
		Matcher refused = REFUSED_LINE.matcher(message);
		if (refused.find()) {
			String text = refused.group("line").strip();
			int index = indexOf(text, lines);
			return quote((index >= 0) ? lines.get(index).strip() : text, index);
		}
		int brace = message.contains("Not closed") ? openBrace(lines)
				: message.contains("Unmatched") ? extraBrace(lines) : -1;
		if (brace < 0) {
			brace = include(lines);
		}
		return (brace >= 0) ? quote(lines.get(brace).strip(), brace) : "";
	}

	private static String quote(String line, int index) {
		String shown = Redaction.userNames(line.substring(0, Math.min(line.length(), MAX_QUOTED)), List.of());
		return " It stops at " + ((index >= 0) ? "line " + (index + 1) : "a line of a file that is included") + ": '"
				+ shown + "'.";
	}

	private static int indexOf(String text, List<String> lines) {
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).strip().equals(text)) {
				return i;
			}
		}
		for (int i = 0; i < lines.size(); i++) {
			if (!text.isEmpty() && lines.get(i).contains(text)) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * The first line whose brace is never closed before the next section.
	 */
	private static int openBrace(List<String> lines) {
		Deque<Integer> open = new ArrayDeque<>();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			if (line.endsWith("{")) {
				open.addLast(i);
			}
			else if (line.equals("}")) {
				open.pollLast();
			}
			else if (line.startsWith("[") && !open.isEmpty()) {
				break;
			}
		}
		return open.isEmpty() ? -1 : open.getFirst();
	}

	private static int extraBrace(List<String> lines) {
		int depth = 0;
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			depth += line.endsWith("{") ? 1 : line.equals("}") ? -1 : 0;
			if (depth < 0) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * The first file or folder that is included and cannot be read.
	 */
	private static int include(List<String> lines) {
		for (int i = 0; i < lines.size(); i++) {
			String[] words = lines.get(i).strip().split("\\s+", 2);
			if (words.length == 2 && words[0].matches("include(?:dir)?") && !isReadable(words[1])) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isReadable(String path) {
		try {
			return Path.of(path).isAbsolute() && Files.isReadable(Path.of(path));
		}
		catch (InvalidPathException noFile) {
			return false;
		}
	}

	private static List<String> lines(Path file) {
		try {
			return (Files.isRegularFile(file) && Files.size(file) <= MAX_SIZE)
					? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
		}
		catch (IOException | SecurityException unreadable) {
			return List.of();
		}
	}

}
