package io.github.iwaspring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A document of this repository, as far as tests look into one: its sections and links.
 *
 * @param path where it is
 * @param text what it says
 */
record MarkdownDocument(Path path, String text) {

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.+)$");

	static MarkdownDocument read(Path path) {
		try {
			return new MarkdownDocument(path, Files.readString(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What is above a heading.
	 */
	String before(String heading) {
		return this.text.substring(0, this.text.indexOf("\n" + heading + "\n"));
	}

	/**
	 * The rest of the document, the heading included.
	 */
	MarkdownDocument from(String heading) {
		return new MarkdownDocument(this.path, this.text.substring(before(heading).length()));
	}

	/**
	 * The sections of a level, in their order.
	 */
	List<Section> sections(int level) {
		List<MatchResult> headings = HEADING.matcher(this.text).results().toList();
		List<Section> sections = new ArrayList<>();
		for (int index = 0; index < headings.size(); index++) {
			MatchResult heading = headings.get(index);
			if (heading.group(1).length() == level) {
				int end = (index + 1 < headings.size()) ? headings.get(index + 1).start() : this.text.length();
				sections.add(new Section(heading.group(2).strip(), this.text.substring(heading.end(), end)));
			}
		}
		return sections;
	}

	/**
	 * The names by which links reach the headings.
	 */
	List<String> anchors() {
		return HEADING.matcher(this.text).results().map((heading) -> anchor(heading.group(2))).toList();
	}

	/**
	 * The targets of the links that stay in the repository.
	 */
	List<String> localLinks() {
		return links(this.text).stream().filter((target) -> !target.matches("[a-z]+:.*")).toList();
	}

	static List<String> links(String text) {
		return LINK.matcher(text).results().map((link) -> link.group(1)).toList();
	}

	private static String anchor(String heading) {
		return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
	}

	/**
	 * A heading and what is below it.
	 *
	 * @param title the heading
	 * @param text what is below, up to the next heading of any level
	 */
	record Section(String title, String text) {

	}

}
