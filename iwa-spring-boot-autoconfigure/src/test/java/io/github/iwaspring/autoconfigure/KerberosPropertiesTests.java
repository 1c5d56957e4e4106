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

import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.settings.PropertyError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link IwaPropertiesMapper} maps {@code iwa.kerberos}: which provider is
 * used, and what goes with it.
 */
class KerberosPropertiesTests {

	private static final String LINUX = "Linux";

	private static final String WINDOWS = "Windows Server 2025";

	@ParameterizedTest
	@CsvSource({ "Linux, auto, JAVA", "Mac OS X, auto, JAVA", "Windows 11, auto, NATIVE", "Linux, native, NATIVE",
			"Windows 11, java, JAVA", "Windows 11, NATIVE, NATIVE", "Linux, '', JAVA" })
	void providerIsTheConfiguredOneOrThatOfThePlatform(String osName, String provider, IwaKerberosProvider chosen) {
		assertThat(kerberos(osName, Map.of("iwa.kerberos.provider", provider)).provider()).isEqualTo(chosen);
	}

	@Test
	void javaReadsNamedCredentialsOnEveryPlatform() {
		for (String osName : List.of(LINUX, WINDOWS)) {
			assertThat(kerberos(osName, Map.of("iwa.kerberos.ticket-cache", "/tmp/krb5cc")).provider())
				.isEqualTo(IwaKerberosProvider.JAVA);
			assertThat(kerberos(osName, Map.of("iwa.kerberos.principal", "alice@CONTOSO.COM")).provider())
				.isEqualTo(IwaKerberosProvider.JAVA);
			assertThat(kerberos(osName,
					Map.of("iwa.kerberos.keytab", "/etc/orders.keytab", "iwa.kerberos.principal", "orders"))
				.provider()).isEqualTo(IwaKerberosProvider.JAVA);
		}
		assertThat(kerberos(WINDOWS, Map.of("iwa.kerberos.ticket-cache", " ", "iwa.kerberos.keytab", "")).provider())
			.as("blank counts as not set")
			.isEqualTo(IwaKerberosProvider.NATIVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jane\\@contoso.com@CONTOSO.COM", "jane doe@CONTOSO.COM", "jane doe", "o'neil@CONTOSO.COM",
			"x#y@CONTOSO.COM", "PC01$@CONTOSO.COM", "j\u00fcrgen@CONTOSO.COM", "HTTP/adfs.contoso.com@CONTOSO.COM",
			"a\\/b/c\\\\d@CONTOSO.COM" })
	void principalMayHaveAnUnusualName(String principal) {
		assertThat(kerberos(LINUX, Map.of("iwa.kerberos.principal", principal)).principal()).isEqualTo(principal);
	}

	@ParameterizedTest
	@ValueSource(strings = { "o''brien@contoso.com", "'''#-_!^~@contoso.com", "'t-hooft@contoso.com" })
	void userPrincipalNameMayHaveQuotes(String username) {
		assertThat(kerberosErrors(LINUX, Map.of("iwa.username", username))).isEmpty();
	}

	@Test
	void enterpriseNameIsMaskedUpToItsRealm() {
		assertThat(kerberosErrors(LINUX,
				Map.of("iwa.kerberos.provider", "native", "iwa.kerberos.principal",
						"jane.doe\\@contoso.com@CORP.LOCAL")))
			.singleElement()
			.satisfies((error) -> assertThat(error.toString()).doesNotContain("jane", "contoso")
				.contains("j***@CORP.LOCAL"));
	}

	@ParameterizedTest
	@ValueSource(strings = { LINUX, WINDOWS })
	void nativeProviderExcludesNamedCredentials(String osName) {
		assertThat(kerberosErrors(osName,
				Map.of("iwa.kerberos.provider", "native", "iwa.kerberos.ticket-cache", "KCM:", "iwa.kerberos.keytab",
						"/etc/orders.keytab", "iwa.kerberos.principal", "alice@CONTOSO.COM")))
			.hasSize(3)
			.allSatisfy((error) -> {
				assertThat(error.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
				assertThat(error.message()).contains("cannot be combined with iwa.kerberos.provider=native")
					.doesNotContain("alice");
				assertThat(error.action()).contains("or remove it");
			})
			.extracting(PropertyError::name)
			.containsExactly("iwa.kerberos.ticket-cache", "iwa.kerberos.keytab", "iwa.kerberos.principal");
	}

	@Test
	void cacheThatIsNotAFileNeedsTheNativeProvider() {
		assertThat(kerberosErrors(LINUX, Map.of("iwa.kerberos.ticket-cache", "KEYRING:persistent:1000")))
			.singleElement()
			.satisfies((error) -> assertThat(error.message()).contains("iwa.kerberos.provider=native")
				.contains("KRB5CCNAME"));
	}

	@Test
	void servicePrincipalIsForEveryProvider() {
		assertThat(kerberos(LINUX,
				Map.of("iwa.kerberos.provider", "native", "iwa.kerberos.service-principal", "HTTP/sts.contoso.com"))
			.servicePrincipal()).isEqualTo("HTTP/sts.contoso.com");
	}

	@ParameterizedTest
	@CsvSource({ "Linux, java", "Linux, native", "Linux, auto", "Windows 11, java" })
	void channelBindingAlwaysIsRefusedWhereTheProviderCannot(String osName, String provider) {
		assertThat(kerberosErrors(osName,
				Map.of("iwa.kerberos.provider", provider, "iwa.kerberos.channel-binding", "always")))
			.singleElement()
			.satisfies((error) -> {
				assertThat(error.name()).isEqualTo("iwa.kerberos.channel-binding");
				assertThat(error.description()).contains("address type 255", "RFC 5929");
				assertThat(error.action()).isEqualTo("Set iwa.kerberos.channel-binding to 'auto'.");
			});
	}

	@Test
	void channelBindingIsMapped() {
		assertThat(kerberos(WINDOWS, Map.of("iwa.kerberos.channel-binding", "always")).channelBinding())
			.isEqualTo(IwaChannelBinding.ALWAYS);
		assertThat(kerberos(LINUX, Map.of("iwa.kerberos.channel-binding", "never")).channelBinding())
			.isEqualTo(IwaChannelBinding.NEVER);
		assertThat(kerberos(LINUX, Map.of()).channelBinding()).isEqualTo(IwaChannelBinding.AUTO);
	}

	private static KerberosSettings kerberos(String osName, Map<String, String> values) {
		return MappedProperties.required().on(osName).with(values).map().kerberos();
	}

	private static List<PropertyError> kerberosErrors(String osName, Map<String, String> values) {
		return MappedProperties.required().on(osName).with(values).errors();
	}

}
