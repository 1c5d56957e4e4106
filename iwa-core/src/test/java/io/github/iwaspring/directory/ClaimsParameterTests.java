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

package io.github.iwaspring.directory;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClaimsParameter}.
 */
class ClaimsParameterTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none",
			textBlock = """
					{"a":1} | none | {"a":1}
					{"access_token":{"acrs":{"value":"c1"}}} | {"access_token":{"xms_cc":{"values":["cp1"]}}} | {"access_token":{"acrs":{"value":"c1"},"xms_cc":{"values":["cp1"]}}}
					{"access_token":{"xms_cc":{"values":["x"],"essential":true}}} | {"access_token":{"xms_cc":{"values":["cp1"]}}} | {"access_token":{"xms_cc":{"values":["cp1"]}}}
					{"access_token":{"xms_cc":{"values":["cp1"]},"a":1}} | none | {"access_token":{"a":1}}
					{"access_token":5} | {"access_token":{"xms_cc":{}}} | {"access_token":{"xms_cc":{}}}
					{"access_token":null} | {"access_token":{"xms_cc":{}}} | {"access_token":{"xms_cc":{}}}
					{"access_token":{"a":null,"b":[1,{"c":"\u00e4&=+ %"}]}} | {"access_token":{}} | {"access_token":{"a":null,"b":[1,{"c":"\u00e4&=+ %"}]}}
					{"id_token":{"a":null}} | {"access_token":{"b":null}} | {"id_token":{"a":null},"access_token":{"b":null}}
					""")
	void claimsAreMergedWithThoseOfTheFormWhichWin(String claims, String present, String merged) {
		String form = "grant_type=refresh_token" + ((present != null) ? "&claims=" + encode(present) : "")
				+ "&scope=a+b";
		String result = ClaimsParameter.addTo(form, claims);
		assertThat(result).startsWith("grant_type=refresh_token&scope=a+b&claims=").containsOnlyOnce("claims=");
		assertThat(URLDecoder.decode(result.substring(result.indexOf("claims=") + 7), StandardCharsets.UTF_8))
			.isEqualTo(merged);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
