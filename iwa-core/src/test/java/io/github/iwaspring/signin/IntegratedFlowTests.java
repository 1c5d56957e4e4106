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

package io.github.iwaspring.signin;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosIdentity.UserName;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link IntegratedFlow}.
 */
class IntegratedFlowTests {

	@Test
	void lookupNameIsThePrincipalWithItsRealmAsDomain() {
		assertThat(name("Alice@CONTOSO.COM", null, null, null)).isEqualTo("Alice@contoso.com");
	}

	@Test
	void lookupNameWithUserDomainReplacesTheRealm() {
		assertThat(name("jdoe@CORP.LOCAL", null, null, "contoso.com")).isEqualTo("jdoe@contoso.com");
		assertThat(name("jdoe@CORP", null, null, "contoso.com")).isEqualTo("jdoe@contoso.com");
	}

	@Test
	void lookupNameOfThePlatformWinsOverThePrincipal() {
		assertThat(name("jdoe@CORP", "jane.doe@contoso.com", null, null)).isEqualTo("jane.doe@contoso.com");
	}

	@Test
	void lookupNameOfTheConfigurationWinsOverAll() {
		assertThat(name("jdoe@CORP.LOCAL", "jane.doe@contoso.com", "j.doe@fabrikam.com", "contoso.com"))
			.isEqualTo("j.doe@fabrikam.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "host/machine.corp.local@CORP.LOCAL", "jdoe@CORP", "@CORP.LOCAL", "jdoe" })
	void lookupNameOfPrincipalWithoutUserOrDomainIsUnknown(String principal) {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> name(principal, null, null, null))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USERNAME_UNKNOWN))
			.withMessageContaining("iwa.username")
			.withMessageNotContaining("jdoe");
	}

	@Test
	void lookupNameOfRealmWithoutDotNamesTheSettings() {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> name("jdoe@CORP", null, null, null))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USERNAME_UNKNOWN))
			.satisfies((ex) -> assertThat(ex.stage()).isEqualTo(Stage.USERNAME))
			.satisfies((ex) -> assertThat(ex.description()).endsWith("no other name of the user is known."))
			.satisfies((ex) -> assertThat(ex.action()).startsWith("Set iwa.username to ")
				.contains(", or iwa.user-domain to "));
	}

	@Test
	void lookupNameOfRealmWithoutDotSaysWhyThePlatformKnowsNoName() {
		UserName missing = new UserName(null,
				new Diagnosis(IwaErrorCode.USERNAME_UNKNOWN, "No domain controller answered.", "Connect to the VPN."));
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> nameWith("jdoe@CORP", missing, null, null))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USERNAME_UNKNOWN))
			.satisfies((ex) -> assertThat(ex.stage()).isEqualTo(Stage.USERNAME))
			.satisfies((ex) -> assertThat(ex.description()).endsWith(" is known. No domain controller answered."))
			.satisfies((ex) -> assertThat(ex.action()).startsWith("Connect to the VPN. Or set iwa.username to ")
				.contains(", or iwa.user-domain to "));
		assertThat(nameWith("jdoe@CORP", missing, null, "contoso.com")).isEqualTo("jdoe@contoso.com");
		assertThat(nameWith("jdoe@CORP", missing, "jane.doe@contoso.com", null)).isEqualTo("jane.doe@contoso.com");
	}

	@Test
	void lookupNameOfUserPrincipalNameWithoutDotSaysSo() {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> name("jdoe@CORP.LOCAL", "jdoe@corp", null, null))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USERNAME_UNKNOWN))
			.satisfies((ex) -> assertThat(ex.description()).startsWith("The domain of the user principal name"));
	}

	/**
	 * Names that would be looked up with two at signs, or in another domain.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "jane.doe\\@contoso@CORP.LOCAL", "jane.doe\\@x\\@contoso.com@CORP.LOCAL",
			"jane.doe@contoso.com@CORP.LOCAL", "CORP\\jdoe@CORP.LOCAL", "jane.doe\\@contoso.@CORP.LOCAL" })
	void lookupNameOfAmbiguousNameIsUnknownWithAndWithoutUserDomain(String principal) {
		for (String userDomain : new String[] { null, "contoso.com" }) {
			assertThatExceptionOfType(IwaException.class).isThrownBy(() -> name(principal, null, null, userDomain))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USERNAME_UNKNOWN))
				.withMessageContaining("iwa.username")
				.withMessageNotContainingAny("doe", "contoso");
		}
		assertThat(name(principal, null, "jane.doe@contoso.com", null)).isEqualTo("jane.doe@contoso.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jane.doe\\@contoso.com@CORP", "jane.doe\\@contoso.com@CORP.LOCAL",
			"o''brien\\@contoso.com@CORP.LOCAL", "jane doe\\@eu.contoso.com@CORP.LOCAL" })
	void lookupNameOfEnterpriseNameIsThatName(String principal) {
		String expected = principal.substring(0, principal.lastIndexOf('@')).replace("\\", "");
		for (String userDomain : new String[] { null, "example.com" }) {
			assertThat(name(principal, null, null, userDomain)).isEqualTo(expected);
		}
	}

	private static String name(String principal, String userPrincipalName, String username, String userDomain) {
		return nameWith(principal, new UserName(userPrincipalName, null), username, userDomain);
	}

	private static String nameWith(String principal, UserName userPrincipalName, String username, String userDomain) {
		KerberosIdentity identity = new KerberosIdentity() {

			@Override
			public String principal() {
				return principal;
			}

			@Override
			public UserName userPrincipalName() {
				return userPrincipalName;
			}

			@Override
			public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
				throw new AssertionError("no ticket was to be made");
			}

		};
		return IntegratedFlow.lookupName(identity,
				new SignInSettings(Authority.parse("https://login.microsoftonline.com/contoso.com/"), "client",
						List.of(), username, userDomain, Set.of()));
	}

}
