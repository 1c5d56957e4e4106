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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.fixtures.MarkdownDocument;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/configuration.md} and the table of the README agree with the
 * configuration metadata.
 */
class ConfigurationReferenceTests {

	private final Map<String, String> reference = rows("docs", "configuration.md");

	@Test
	void referenceListsEveryProperty() throws IOException {
		assertThat(this.reference.keySet()).containsExactlyInAnyOrderElementsOf(defaults().keySet());
	}

	@Test
	void referenceNamesEveryDefault() throws IOException {
		assertThat(defaults()).allSatisfy((key, value) -> {
			if (!value.isEmpty()) {
				assertThat(this.reference.get(key)).as(key).isEqualTo("`" + value + "`");
			}
		});
	}

	/**
	 * The metadata has no keys for what is in a map: the bound type has them.
	 */
	@Test
	void referenceListsWhatAnEntryOfClientsHas() throws ClassNotFoundException {
		Class<?> entry = Class.forName("io.github.iwaspring.autoconfigure.IwaProperties$Client");
		String section = MarkdownDocument.read(Path.of("..", "docs", "configuration.md")).text();
		section = section.substring(section.indexOf("Under `iwa.clients.<name>.`"));
		section = section.substring(0, section.indexOf("\n## "));
		assertThat(rowsOf(section, "| `").keySet())
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(entry.getRecordComponents())
				.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
				.toList());
	}

	@Test
	void readmeAgreesWithTheReference() {
		Map<String, String> readme = rows("README.md");
		assertThat(readme).hasSize(8);
		assertThat(this.reference).containsAllEntriesOf(readme);
	}

	/**
	 * The default of each property by its key, empty where the metadata has none.
	 */
	private static Map<String, String> defaults() throws IOException {
		Map<String, Object> metadata = JsonParserFactory.getJsonParser()
			.parseMap(new ClassPathResource("META-INF/spring-configuration-metadata.json")
				.getContentAsString(StandardCharsets.UTF_8));
		return Stream.of(metadata.get("properties"))
			.flatMap((entries) -> ((List<?>) entries).stream())
			.map((entry) -> (Map<?, ?>) entry)
			.filter((entry) -> !entry.containsKey("deprecation"))
			.collect(Collectors.toMap((entry) -> (String) entry.get("name"),
					(entry) -> text(entry.get("defaultValue"))));
	}

	private static String text(Object value) {
		if (value == null || value instanceof List<?> list && list.isEmpty()) {
			return "";
		}
		return (value instanceof List<?> list) ? String.valueOf(list.get(0)) : String.valueOf(value);
	}

	/**
	 * The default column of each table row by the key in the first column.
	 */
	private static Map<String, String> rows(String... path) {
		return rowsOf(MarkdownDocument.read(Path.of("..", path)).text(), "| `iwa.", "| `management.");
	}

	private static Map<String, String> rowsOf(String text, String... starts) {
		return text.lines()
			.filter((line) -> Arrays.stream(starts).anyMatch(line::startsWith))
			.map((line) -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
			.collect(Collectors.toMap((cells) -> cells.get(1).replace("`", ""), (cells) -> cells.get(2),
					(first, second) -> first, LinkedHashMap::new));
	}

}
