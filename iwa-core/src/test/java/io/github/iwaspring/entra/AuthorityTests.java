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

package io.github.iwaspring.entra;

import io.github.iwaspring.IwaConfigurationException;
import io.github.iwaspring.IwaErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Authority}.
 */
class AuthorityTests {

	@ParameterizedTest
	@CsvSource({ "https://login.microsoftonline.com/contoso.com, https://login.microsoftonline.com/contoso.com/",
			"https://login.microsoftonline.com/contoso.com/, https://login.microsoftonline.com/contoso.com/",
			"HTTPS://Login.MicrosoftOnline.COM/Contoso.COM, https://login.microsoftonline.com/contoso.com/",
			"https://login.microsoftonline.com:443/contoso.com/, https://login.microsoftonline.com/contoso.com/",
			"https://login.microsoftonline.com/Organizations, https://login.microsoftonline.com/organizations/",
			"https://login.microsoftonline.us/contoso.onmicrosoft.us, https://login.microsoftonline.us/contoso.onmicrosoft.us/",
			"https://login.microsoftonline.com/C0FFEE00-1111-4222-8333-444455556666, https://login.microsoftonline.com/c0ffee00-1111-4222-8333-444455556666/",
			"https://sts.windows.net/c0ffee00-1111-4222-8333-444455556666/, https://sts.windows.net/c0ffee00-1111-4222-8333-444455556666/",
			"https://login.microsoftonline.com/xn--mller-kva.de, https://login.microsoftonline.com/xn--mller-kva.de/",
			"https://login.microsoftonline.com/contoso.xn--p1ai, https://login.microsoftonline.com/contoso.xn--p1ai/",
			"https://login.microsoftonline.com/3com.co, https://login.microsoftonline.com/3com.co/" })
	void authorityHasOneCanonicalForm(String typed, String canonical) {
		Authority authority = Authority.parse(typed);
		assertThat(authority.url()).isEqualTo(canonical).hasToString(authority.toString());
		assertThat(Authority.parse(canonical)).isEqualTo(authority).hasSameHashCodeAs(authority);
		assertThat(Authority.parse(canonical).url()).isEqualTo(canonical);
	}

	@ParameterizedTest
	@EnumSource(Cloud.class)
	void authorityBelongsToTheCloudOfItsHost(Cloud cloud) {
		assertThat(Authority.parse("https://" + cloud.preferredHost() + "/contoso.com").cloud()).isEqualTo(cloud);
		for (String alias : cloud.aliases()) {
			Authority authority = Authority.parse("https://" + alias + "/contoso.com");
			assertThat(authority.cloud()).isEqualTo(cloud);
			assertThat(authority.host()).isEqualTo(HostAndPort.parse(alias));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:9443", "entra.contoso.local", "10.0.0.1:444", "[::1]:9443" })
	void authorityAtTrustedHostBelongsToNoCloud(String host) {
		Authority authority = Authority.parse("https://" + host + "/contoso.com", HostAndPort.parse(host));
		assertThat(authority.cloud()).isNull();
		assertThat(authority.host()).isEqualTo(HostAndPort.parse(host));
		assertThat(authority.url()).isEqualTo("https://" + host + "/contoso.com/");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://login.microsoftonline.com:8443/contoso.com", "https://login.microsoftonline.de/x.com",
					"https://contoso.b2clogin.com/x.com", "https://contoso.ciamlogin.com/x.com" })
	void trustChangesNothingForHostsOfMicrosoft(String typed) {
		String host = typed.split("/")[2];
		assertThatExceptionOfType(IwaConfigurationException.class)
			.isThrownBy(() -> Authority.parse(typed, HostAndPort.parse(host)));
	}

	@Test
	void authorityTellsHowItsTenantIsNamed() {
		Authority domain = Authority.parse("https://login.microsoftonline.com/contoso.com");
		assertThat(domain.tenant()).isEqualTo("contoso.com");
		assertThat(domain.tenantIsGuid()).isFalse();
		Authority organizations = Authority.parse("https://login.microsoftonline.com/ORGANIZATIONS");
		assertThat(organizations.tenant()).isEqualTo("organizations");
		assertThat(organizations.tenantIsGuid()).isFalse();
		Authority guid = Authority.parse("https://login.microsoftonline.com/c0ffee00-1111-4222-8333-444455556666");
		assertThat(guid.tenantIsGuid()).isTrue();
	}

	@Test
	void exceptionOffersTheCorrectedValueAndHidesUserInfo() {
		assertThatExceptionOfType(IwaConfigurationException.class)
			.isThrownBy(() -> Authority.parse("https://alice:secret@login.microsoftonline.com/common"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.AUTHORITY_REFUSED))
			.withMessageContaining("'https://***@login.microsoftonline.com/common'")
			.withMessageEndingWith("Use 'https://login.microsoftonline.com/organizations/'.")
			.withMessageNotContaining("alice")
			.withMessageNotContaining("secret");
	}

}
