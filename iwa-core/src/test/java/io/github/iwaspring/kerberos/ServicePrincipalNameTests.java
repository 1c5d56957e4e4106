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

import org.ietf.jgss.GSSManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServicePrincipalName}.
 */
class ServicePrincipalNameTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			-,                                  HTTP/adfs.contoso.com,              adfs.contoso.com
			HTTP/farm.contoso.com,              HTTP/farm.contoso.com,              farm.contoso.com
			HTTP@farm.contoso.com,              HTTP/farm.contoso.com,              farm.contoso.com
			host/farm.contoso.com@CORP.LOCAL,   host/farm.contoso.com@CORP.LOCAL,   farm.contoso.com
			krbtgt,                             krbtgt,                             krbtgt
			""")
	void ofReturnsConfiguredNameOrThatOfTheHost(@Nullable String configured, String name, String host) {
		ServicePrincipalName service = ServicePrincipalName.of(configured, "adfs.contoso.com");
		assertThat(service).hasToString(name);
		assertThat(service.host()).isEqualTo(host);
	}

	@ParameterizedTest
	@CsvSource({ "HTTP@farm.contoso.com, 1.2.840.113554.1.2.1.4",
			"HTTP/farm.contoso.com@CORP.LOCAL, 1.2.840.113554.1.2.2.1" })
	void toGssNameWhenNameHasNoSlashThenIsHostBased(String name, String type) throws Exception {
		assertThat(new ServicePrincipalName(name).toGssName(GSSManager.getInstance()).getStringNameType())
			.hasToString(type);
	}

}
