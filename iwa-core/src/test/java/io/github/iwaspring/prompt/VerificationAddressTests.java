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

package io.github.iwaspring.prompt;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VerificationAddress}.
 */
class VerificationAddressTests {

	private static final Authority PUBLIC = Authority.parse("https://login.microsoftonline.com/contoso.com/");

	@ParameterizedTest
	@ValueSource(strings = { "https://microsoft.com/devicelogin", "https://www.microsoft.com/devicelogin",
			"https://microsoft.com/deviceloginus", "https://aka.ms/deviceloginchina",
			"https://login.microsoft.com/device", "https://login.microsoftonline.com/common/oauth2/deviceauth" })
	void addressesOfTheCloudAreAccepted(String address) {
		assertThat(VerificationAddress.validate(address, PUBLIC)).hasToString(address);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http://microsoft.com/devicelogin", "https://microsoft.com/", "https://aka.ms/evil",
			"https://aka.ms/devicelogin/../evil", "https://microsoft.com.evil.example/devicelogin",
			"https://evil.example/devicelogin", "https://microsoft.com@evil.example/devicelogin",
			"https://microsoft.com:8443/devicelogin", "https://login.microsoft.com:8443/device",
			"https://login.microsoftonline.us/device", "https://microsoft.com/devicelogin?next=https://evil.example",
			"https://microsoft.com/devicelogin#x", "https://microsoft.com/devicelogin\u001b[2J",
			"https://microsoft.com/devicelogin https://evil.example", "javascript:alert(1)" })
	void otherAddressesAreRefused(String address) {
		assertThat(VerificationAddress.validate(address, PUBLIC)).isNull();
	}

	@Test
	void trustedAuthorityHostMayOnlyNameItself() {
		Authority authority = Authority.parse("https://login.corp.example:8443/contoso.com/",
				HostAndPort.parse("login.corp.example:8443"));
		assertThat(VerificationAddress.validate("https://login.corp.example:8443/device", authority)).isNotNull();
		assertThat(VerificationAddress.validate("https://login.corp.example/device", authority)).isNull();
		assertThat(VerificationAddress.validate("https://microsoft.com/devicelogin", authority)).isNull();
		assertThat(VerificationAddress.validate(null, authority)).isNull();
	}

}
