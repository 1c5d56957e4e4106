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

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaKerberosProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IwaProperties}.
 */
class IwaPropertiesTests {

	@ParameterizedTest
	@MethodSource("groups")
	void groupWithoutValuesHasItsDefaults(RecordComponent group) throws Exception {
		Binder nothing = new Binder(new MapConfigurationPropertySource());
		Object expected = nothing.bindOrCreate("group", group.getType());
		assertThat(group.getAccessor().invoke(nothing.bindOrCreate("iwa", IwaProperties.class))).isEqualTo(expected);
	}

	@Test
	void groupWithSomeValuesKeepsItsOtherDefaults() {
		IwaProperties properties = new Binder(new MapConfigurationPropertySource(
				Map.of("iwa.token.acquire-timeout", "10s", "iwa.kerberos.keytab", "alice.keytab")))
			.bindOrCreate("iwa", IwaProperties.class);
		assertThat(properties.token())
			.isEqualTo(new IwaProperties.Token(Duration.ofMinutes(5), Duration.ofSeconds(10), false));
		assertThat(properties.kerberos().keytab()).isEqualTo("alice.keytab");
		assertThat(properties.kerberos().provider()).isEqualTo(IwaKerberosProvider.AUTO);
		assertThat(properties.kerberos().channelBinding()).isEqualTo(IwaChannelBinding.AUTO);
	}

	@Test
	void groupIsBoundFromTheEnvironment() {
		MutablePropertySources sources = new MutablePropertySources();
		sources.addFirst(new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				Map.of("IWA_KERBEROS_SERVICEPRINCIPAL", "HTTP/adfs.contoso.com", "IWA_HTTP_SSL_BUNDLE", "corporate")));
		IwaProperties properties = new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate("iwa",
				IwaProperties.class);
		assertThat(properties.kerberos().servicePrincipal()).isEqualTo("HTTP/adfs.contoso.com");
		assertThat(properties.http().ssl().bundle()).isEqualTo("corporate");
		assertThat(properties.http().connectTimeout()).hasSeconds(5);
	}

	static Stream<RecordComponent> groups() {
		return Arrays.stream(IwaProperties.class.getRecordComponents())
			.filter((component) -> component.getType().isRecord());
	}

}
