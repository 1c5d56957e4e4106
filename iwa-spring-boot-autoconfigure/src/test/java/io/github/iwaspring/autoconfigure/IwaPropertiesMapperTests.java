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

import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.settings.PropertyError;
import io.github.iwaspring.signin.TokenSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IwaPropertiesMapper}: the rules for all properties but the authority.
 */
class IwaPropertiesMapperTests {

	@ParameterizedTest
	@MethodSource("io.github.iwaspring.autoconfigure.RefusedProperties#all")
	void refusedValueIsReportedWithItsCorrection(String property, String value, String reason,
			@Nullable String correction) {
		assertThat(errors(property, value)).singleElement().satisfies((error) -> {
			assertThat(error.name()).isEqualTo(property);
			assertThat(error.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
			assertThat(error.description()).contains(reason).matches("[A-Z'][ -~]*\\.");
			assertThat(error.message()).startsWith(property + " = '").doesNotContain("secret", "alice");
			assertThat(error.action()).startsWith("Set " + property + " to ").endsWith(".").doesNotContain("alice");
			if (correction != null) {
				assertThat(error.action()).isEqualTo("Set " + property + " to '" + correction + "'.");
			}
			else {
				assertThat(error.action()).doesNotMatch("Set \\S+ to '[^']*'\\.");
			}
		});
		if (correction != null) {
			assertThat(errors(property, correction)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "iwa.client-id, 5A0C7E5E-0000-4000-8000-1234567890AB", "iwa.client-capabilities, ''",
			"iwa.client-capabilities, 'cp1,protapp'", "iwa.username, o'brien@contoso.com",
			"iwa.username, alice_fabrikam.com#EXT#@contoso.onmicrosoft.com", "iwa.username, Alice.Smith+x@CONTOSO.com",
			"iwa.user-domain, xn--mller-kva.de", "iwa.kerberos.ticket-cache, C:\\Users\\alice\\krb5cc",
			"iwa.kerberos.ticket-cache, file:/tmp/krb5cc_1000", "iwa.kerberos.principal, alice",
			"iwa.kerberos.principal, HTTP/orders.contoso.com@CONTOSO.COM",
			"iwa.kerberos.service-principal, HTTP@adfs.contoso.com",
			"iwa.kerberos.service-principal, HTTP/adfs.contoso.com@CONTOSO.COM",
			"iwa.api.base-url, http://localhost:80", "iwa.api.base-url, https://localhost",
			"iwa.api.base-url, http://127.0.0.1:8080", "iwa.api.base-url, http://[::1]:8080/x",
			"iwa.api.base-url, HTTPS://orders.contoso.com:8443/a%20b/@c" })
	void valueIsAccepted(String property, String value) {
		assertThat(errors(property, value)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "User.Read,Mail.Read", "User.Read,https://graph.microsoft.com/Mail.Read",
			"https://graph.microsoft.com/.default,openid,profile,offline_access,email",
			"00000003-0000-0000-c000-000000000000/User.Read,Mail.Read", "api://orders/Read,API://Orders/Write",
			"api://orders/a/Read,api://orders/a/Write", "openid", "User.Read,https://graph.microsoft.us/Mail.Read" })
	void scopesOfOneResourceAreAccepted(String scopes) {
		assertThat(errors("iwa.scopes", scopes)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "api://orders/Read,api://invoices/Read", "User.Read,api://orders/Read",
			"api://orders/.default,https://graph.microsoft.com/.default",
			"https://graph.microsoft.us/User.Read,https://graph.microsoft.com/User.Read",
			"api://orders/a/Read,api://orders/Read" })
	void scopesOfDifferentResourcesAreRefused(String scopes) {
		assertThat(errors("iwa.scopes", scopes)).singleElement().satisfies((error) -> {
			assertThat(error.name()).isEqualTo("iwa.scopes");
			assertThat(error.description()).contains("belong to different resources");
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "api://orders/.default,api://orders/Read", "User.Read,https://graph.microsoft.com/.default" })
	void defaultScopeCannotBeCombined(String scopes) {
		assertThat(errors("iwa.scopes", scopes)).singleElement()
			.satisfies((error) -> assertThat(error.description()).contains(".default stands for all"));
	}

	@Test
	void emptyScopeAmongOthersIsRefused() {
		assertThat(errors("iwa.scopes", "User.Read,,Mail.Read")).singleElement()
			.satisfies((error) -> assertThat(error.name()).isEqualTo("iwa.scopes[1]"));
	}

	@Test
	void keytabRequiresPrincipal() {
		assertThat(errors("iwa.kerberos.keytab", "/etc/orders.keytab")).singleElement().satisfies((error) -> {
			assertThat(error.code()).isEqualTo(IwaErrorCode.CONFIGURATION_MISSING);
			assertThat(error.message())
				.isEqualTo("iwa.kerberos.principal is required with iwa.kerberos.keytab and not set.");
		});
	}

	@Test
	void keytabExcludesTicketCache() {
		assertThat(errors("iwa.kerberos.keytab", "/etc/orders.keytab", "iwa.kerberos.principal", "orders",
				"iwa.kerberos.ticket-cache", "/tmp/krb5cc_1000"))
			.singleElement()
			.satisfies((error) -> {
				assertThat(error.name()).isEqualTo("iwa.kerberos.ticket-cache");
				assertThat(error.description()).contains("cannot be combined");
			});
	}

	@Test
	void baseUrlOfThisMachineWithoutPortIsRefusedInOneSentence() {
		assertThat(errors("iwa.api.base-url", "http://localhost")).singleElement()
			.satisfies((error) -> assertThat(error.description())
				.isEqualTo("Plain http needs a port, for example 'http://localhost:8080'."));
	}

	@Test
	void clientIdAsTenantIsRefused() {
		assertThat(errors("iwa.authority", "https://login.microsoftonline.com/5a0c7e5e-0000-4000-8000-1234567890ab",
				"iwa.client-id", "5A0C7E5E-0000-4000-8000-1234567890AB"))
			.singleElement()
			.satisfies((error) -> assertThat(error.code()).isEqualTo(IwaErrorCode.AUTHORITY_REFUSED));
	}

	@Test
	void errorsAreReportedTogetherInTheOrderOfTheProperties() {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("iwa.api.base-url", "ftp://x");
		values.put("iwa.trusted-authority-hosts", "*");
		values.put("iwa.client-id", "  ");
		values.put("iwa.scopes", "");
		values.put("iwa.http.read-timeout", "0");
		values.put("iwa.authority", "http://login.microsoftonline.com/common");
		assertThat(MappedProperties.none().with(values).errors()).extracting(PropertyError::name)
			.containsExactly("iwa.authority", "iwa.client-id", "iwa.scopes", "iwa.trusted-authority-hosts[0]",
					"iwa.http.read-timeout", "iwa.api.base-url");
	}

	@Test
	void defaultsEqualThoseOfTheBuilder() {
		IwaPropertiesMapper settings = MappedProperties.required().map();
		assertThat(settings.tokens()).isEqualTo(TokenSettings.withDefaults(settings.tokens().scopes(), null));
		HttpSettings http = settings.http();
		HttpSettings expected = HttpSettings.withDefaults(HttpClient::newBuilder);
		assertThat(http.readTimeout()).isEqualTo(expected.readTimeout());
		assertThat(http.maxResponseSize()).isEqualTo(expected.maxResponseSize());
		assertThat(http.client().get().connectTimeout()).isEqualTo(expected.client().get().connectTimeout());
		assertThat(http.client().get().followRedirects()).isEqualTo(expected.client().get().followRedirects());
		assertThat(http.client().get().version()).isEqualTo(expected.client().get().version());
	}

	private static List<PropertyError> errors(String... pairs) {
		MappedProperties properties = MappedProperties.required();
		for (int i = 0; i < pairs.length; i += 2) {
			properties.with(pairs[i], pairs[i + 1]);
		}
		return properties.errors();
	}

}
