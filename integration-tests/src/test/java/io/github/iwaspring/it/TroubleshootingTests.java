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

package io.github.iwaspring.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.fixtures.MarkdownDocument;
import io.github.iwaspring.fixtures.MarkdownDocument.Section;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/troubleshooting.md} agrees with the error codes and properties
 * of the library.
 */
class TroubleshootingTests {

	private static final List<String> PARTS = List.of("What it means", "How to confirm it", "How to fix it", "Who can");

	private static final Pattern PART = Pattern.compile("(?ms)^- \\*\\*([^*]+)\\*\\*:(.*?)(?=^- \\*\\*|\\z)");

	/**
	 * The heading that follows the index.
	 */
	private static final String FIRST = "## Configuration";

	private static final Pattern PROPERTY = Pattern.compile("(?<![\\w.-])iwa(?:\\.[a-z][a-z0-9-]*)+");

	private final MarkdownDocument document = MarkdownDocument.read(Path.of("..", "docs", "troubleshooting.md"));

	private final List<Section> sections = this.document.from(FIRST).sections(3);

	@Test
	void everyCodeHasASectionAndEverySectionACode() {
		assertThat(this.sections).extracting(Section::title).containsExactlyInAnyOrder(ids().toArray(String[]::new));
	}

	@Test
	void everySectionHasAllParts() {
		assertThat(this.sections).allSatisfy((section) -> {
			List<MatchResult> parts = PART.matcher(section.text()).results().toList();
			assertThat(parts).as(section.title()).extracting((part) -> part.group(1)).isEqualTo(PARTS);
			assertThat(parts).as(section.title())
				.allSatisfy((part) -> assertThat(part.group(2)).containsPattern("\\w{3,}"));
		});
	}

	@Test
	void indexLinksToEveryCode() {
		assertThat(MarkdownDocument.links(this.document.before(FIRST)))
			.containsAll(ids().stream().map((id) -> "#" + id).toList());
	}

	@Test
	void everyPropertyExists() throws IOException {
		assertThat(propertiesIn(this.document.text())).isNotEmpty().isSubsetOf(properties());
	}

	@Test
	void everyLinkResolves() {
		assertThat(this.document.localLinks()).isNotEmpty().allSatisfy((link) -> {
			String[] target = link.split("#", 2);
			Path file = target[0].isEmpty() ? this.document.path() : this.document.path().resolveSibling(target[0]);
			assertThat(Files.exists(file)).as(link).isTrue();
			if (target.length == 2) {
				assertThat(MarkdownDocument.read(file).anchors()).as(link).containsOnlyOnce(target[1]);
			}
		});
	}

	@Test
	void readmeLinksToManual() {
		assertThat(MarkdownDocument.read(Path.of("..", "README.md")).localLinks()).contains("docs/troubleshooting.md");
	}

	private static Set<String> propertiesIn(String text) {
		return PROPERTY.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
	}

	private static List<String> ids() {
		return Arrays.stream(IwaErrorCode.values()).map(IwaErrorCode::id).toList();
	}

	private static Set<String> properties() throws IOException {
		Map<String, Object> metadata = JsonParserFactory.getJsonParser()
			.parseMap(new ClassPathResource("META-INF/spring-configuration-metadata.json")
				.getContentAsString(StandardCharsets.UTF_8));
		return Stream.of(metadata.get("properties"))
			.flatMap((entries) -> ((List<?>) entries).stream())
			.map((entry) -> (String) ((Map<?, ?>) entry).get("name"))
			.collect(Collectors.toSet());
	}

}
