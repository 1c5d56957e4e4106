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

package io.github.iwaspring.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaKerberosProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata by which an IDE helps with the properties.
 */
class ConfigurationMetadataTests {

	private Map<String, Object> metadata;

	private Map<String, Map<String, Object>> properties;

	@BeforeEach
	void read() throws IOException {
		this.metadata = JsonParserFactory.getJsonParser()
			.parseMap(new ClassPathResource("META-INF/spring-configuration-metadata.json")
				.getContentAsString(StandardCharsets.UTF_8));
		this.properties = entries("properties").stream()
			.filter((property) -> !property.containsKey("deprecation"))
			.collect(Collectors.toMap((property) -> (String) property.get("name"), Function.identity()));
	}

	@Test
	void everyPropertyHasDescriptionAndType() {
		assertThat(this.properties).isNotEmpty().allSatisfy((name, property) -> {
			assertThat((String) property.get("description")).as(name).matches("[A-Z].*[^.]\\.");
			assertThat((String) property.get("type")).as(name).isNotBlank();
		});
	}

	@Test
	void everyCheckedPropertyIsListed() {
		assertThat(this.properties).containsKeys(RefusedProperties.all()
			.map((row) -> ((String) row.get()[0]).replaceFirst("\\[.*", ""))
			.toArray(String[]::new));
		assertThat(this.properties).containsKeys("iwa.authority", "iwa.http.ssl.bundle", "iwa.http.proxy.host",
				"iwa.http.proxy.port", "iwa.http.proxy.non-proxy-hosts", "iwa.token-cache.type", "iwa.token-cache.path",
				"iwa.fallback.device-code.timeout", "iwa.fallback.interactive.timeout",
				"iwa.fallback.interactive.redirect-uri");
	}

	@ParameterizedTest
	@CsvSource({ "iwa.enabled, true", "iwa.http.connect-timeout, 5s", "iwa.http.read-timeout, 30s",
			"iwa.http.max-response-size, 1MB", "iwa.token.refresh-before-expiry, 5m", "iwa.token.acquire-timeout, 60s",
			"iwa.kerberos.provider, auto", "iwa.kerberos.channel-binding, auto", "iwa.client-capabilities, cp1",
			"iwa.diagnostics.on-startup, false", "iwa.token.prefetch, false" })
	void defaultsAreListed(String name, String value) {
		assertThat(this.properties.get(name).get("defaultValue")).hasToString(value);
	}

	@Test
	void renamedPropertyNamesItsReplacement() {
		assertThat(entries("properties")).filteredOn((property) -> property.containsKey("deprecation"))
			.singleElement()
			.satisfies((property) -> assertThat(property).containsEntry("name", "iwa.domain-hint")
				.extractingByKey("deprecation", InstanceOfAssertFactories.MAP)
				.containsEntry("replacement", "iwa.user-domain"));
	}

	@Test
	void everyHintIsForAnExistingProperty() {
		assertThat(entries("hints")).extracting((hint) -> (String) hint.get("name"))
			.contains("iwa.authority", "iwa.scopes", "iwa.client-capabilities")
			.isSubsetOf(this.properties.keySet());
	}

	@ParameterizedTest
	@MethodSource
	void everyChoiceIsDescribed(String name, Enum<?>[] choices) {
		assertThat(values(name)).extracting((value) -> value.get("value"))
			.containsExactlyInAnyOrder(Arrays.stream(choices)
				.map((choice) -> choice.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.toArray());
	}

	static Stream<Arguments> everyChoiceIsDescribed() {
		return Stream.of(Arguments.of("iwa.fallback.flows", IwaFallbackFlow.values()),
				Arguments.of("iwa.kerberos.provider", IwaKerberosProvider.values()),
				Arguments.of("iwa.kerberos.channel-binding", IwaChannelBinding.values()),
				Arguments.of("iwa.token-cache.type", TokenCacheType.values()));
	}

	@Test
	void everyPropertyOfAnEnumHasHints() {
		assertThat(this.properties).allSatisfy((name, property) -> {
			if (name.startsWith("iwa.") && isEnum((String) property.get("type"))) {
				assertThat(values(name)).as(name).isNotEmpty();
			}
		});
	}

	@Test
	void everyDescriptionOfAValueIsASentence() {
		assertThat(this.properties.keySet()).flatMap(this::values)
			.isNotEmpty()
			.allSatisfy((value) -> assertThat((String) value.get("description")).matches("[A-Z].*[^.]\\."));
	}

	/**
	 * Boot's metadata lists a map and not what its values hold, which an IDE finds by
	 * their type.
	 */
	@Test
	void entriesOfClientsAreFoundByTheirType() {
		assertThat(this.properties.get("iwa.clients").get("type"))
			.isEqualTo("java.util.Map<java.lang.String,%s>".formatted(IwaProperties.Client.class.getName()));
	}

	private static boolean isEnum(String type) {
		String name = type.replaceFirst("java\\.util\\.List<(.*)>", "$1");
		return ClassUtils.resolveClassName(name.replaceFirst("<.*", ""), null).isEnum();
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> values(String name) {
		return entries("hints").stream()
			.filter((hint) -> hint.get("name").equals(name))
			.flatMap((hint) -> ((List<Map<String, Object>>) hint.get("values")).stream())
			.toList();
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> entries(String kind) {
		return (List<Map<String, Object>>) this.metadata.get(kind);
	}

}
