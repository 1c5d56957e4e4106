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

package io.github.iwaspring.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Json}.
 */
class JsonTests {

	private static final String TEXT = """
			{"text":"x","number":7,"digits":"8","word":"8x","object":{"a":null},"list":[1,{"b":true},"c"]}
			""";

	@Test
	void parseReadsMembersByType() {
		Json json = Json.parse(TEXT);
		assertThat(json).isNotNull();
		assertThat(json.text("text")).isEqualTo("x");
		assertThat(json.number("number")).isEqualTo(7);
		assertThat(json.number("digits")).isEqualTo(8);
		assertThat(json.object("object").members()).containsOnlyKeys("a");
		assertThat(json.list("list")).hasSize(3);
		assertThat(json.objects("list")).singleElement()
			.satisfies((element) -> assertThat(element.members()).containsOnlyKeys("b"));
	}

	@Test
	void memberOfAnotherTypeCountsAsMissing() {
		Json json = Json.parse(TEXT);
		assertThat(json).isNotNull();
		assertThat(json.text("number")).isEmpty();
		assertThat(json.number("word")).isZero();
		assertThat(json.number("missing")).isZero();
		assertThat(json.object("text").members()).isEmpty();
		assertThat(json.list("object")).isEmpty();
		assertThat(json.objects("text")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "null", "[]", "\"x\"", "{", "{}x", "{} {}", "{\"a\":}" })
	void parseReturnsNullUnlessTheTextIsOneObject(String text) {
		assertThat(Json.parse(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "e30, true", "e3, false", "*, false", "W10, false" })
	void parseBase64UrlReturnsNullUnlessTheTextIsAnEncodedObject(String encoded, boolean object) {
		assertThat(Json.parseBase64Url(encoded) != null).isEqualTo(object);
	}

	@Test
	void writeKeepsTheOrderOfMembers() {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("z", List.of("\"\n", 5L));
		members.put("a", Map.of("x", true));
		assertThat(Json.write(members)).isEqualTo("{\"z\":[\"\\\"\\n\",5],\"a\":{\"x\":true}}");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			value = { "{\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"b\":3},\"d\":4} | {\"a\":{\"b\":3,\"c\":2},\"d\":4}",
					"{\"a\":{\"b\":1}} | {\"a\":2} | {\"a\":2}", "{\"a\":1} | null | {\"a\":1}",
					"null | {\"a\":1} | {\"a\":1}", "x | {\"a\":1} | {\"a\":1}", "{\"a\":1} | x | {\"a\":1}" })
	void mergePrefersTheOtherObject(String text, String other, String merged) {
		assertThat(Json.merge(text, other)).isEqualTo(merged);
	}

	@Test
	void toStringHidesMembers() {
		assertThat(Json.parse("{\"access_token\":\"secret\"}")).hasToString("Json[1 members]");
	}

}
