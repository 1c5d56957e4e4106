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

package io.github.iwaspring.azure;

import java.util.Date;

import com.microsoft.sqlserver.jdbc.SqlAuthenticationToken;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link AzureSqlTokens}: what a server may name.
 */
class AzureSqlTokensTests {

	private static final HostAndPort TRUSTED = HostAndPort.parse("entra.contoso.local:8443");

	private final Tokens tokens = Tokens.ofTenant(Tokens.TENANT);

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			textBlock = """
					# authority, service principal name, security token service
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555
					https://login.microsoftonline.com/contoso.com, https://database.windows.net, https://login.windows.net/11111111-2222-4333-8444-555555555555/
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://LOGIN.windows.net:443/contoso.com
					https://login.microsoftonline.us/organizations, https://database.usgovcloudapi.net/, https://login.microsoftonline.us/11111111-2222-4333-8444-555555555555
					https://login.partner.microsoftonline.cn/organizations, https://database.chinacloudapi.cn/, https://login.chinacloudapi.cn/11111111-2222-4333-8444-555555555555
					https://entra.contoso.local:8443/contoso.com, https://database.windows.net/, https://entra.contoso.local:8443/contoso.com
					none, https://database.windows.net/, https://login.windows.net/11111111-2222-4333-8444-555555555555
					""")
	void azureSqlGetsAToken(String authority, String name, String tokenService) {
		SqlAuthenticationToken token = callback(authority).getAccessToken(name, tokenService);
		assertThat(token.getAccessToken()).isEqualTo(this.tokens.value);
		assertThat(token.getExpiresOn()).isEqualTo(Date.from(Tokens.EXPIRY));
		assertThat(this.tokens.requests).containsExactly(IwaTokenRequest.defaults().withScopes(name + "/.default"));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			textBlock = """
					# authority, service principal name, security token service, code
					https://login.microsoftonline.com/contoso.com, https://graph.microsoft.com/, https://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://vault.azure.net, https://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net//, https://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net.evil.com/, https://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/x, https://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://null, https://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, '', https://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.usgovcloudapi.net/, https://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.us/contoso.com, https://database.windows.net/, https://login.microsoftonline.us/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.us/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://evil.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.com@evil.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.com:8443/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, http://login.microsoftonline.com/contoso.com, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, not an address, server-untrusted
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, '', server-untrusted
					https://entra.contoso.local:8443/contoso.com, https://database.windows.net/, https://login.microsoftonline.com/contoso.com, server-untrusted
					https://entra.contoso.local:8443/contoso.com, https://database.windows.net/, https://entra.contoso.local/contoso.com, server-untrusted
					https://entra.contoso.local:8443/contoso.com, https://graph.microsoft.com/, https://entra.contoso.local:8443/contoso.com, server-untrusted
					none, https://database.windows.net/, https://evil.com/contoso.com, server-untrusted
					none, https://database.usgovcloudapi.net/, https://login.windows.net/11111111-2222-4333-8444-555555555555, server-untrusted
					none, https://database.windows.net/, https://login.windows.net/99999999-2222-4333-8444-555555555555, tenant-mismatch
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.com/99999999-2222-4333-8444-555555555555, tenant-mismatch
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.com/fabrikam.com, tenant-mismatch
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.com/contoso.com/x, tenant-mismatch
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.com/, tenant-mismatch
					https://login.microsoftonline.com/contoso.com, https://database.windows.net/, https://login.microsoftonline.com, tenant-mismatch
					""")
	void anotherServerGetsNone(String authority, String name, String tokenService, String code) {
		IwaException failure = catchThrowableOfType(IwaException.class,
				() -> callback(authority).getAccessToken(name, tokenService));
		assertThat(failure).isNotNull();
		assertThat(failure.code().id()).isEqualTo(code);
		assertThat(failure).hasMessageNotContaining(this.tokens.value);
	}

	@Test
	void refusalQuotesWhatTheServerNamesOnOneLine() {
		IwaException failure = catchThrowableOfType(IwaException.class,
				() -> callback("https://login.microsoftonline.com/contoso.com")
					.getAccessToken("x\nWARN forged" + "y".repeat(10000), "https://login.windows.net/contoso.com"));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.SERVER_UNTRUSTED);
		assertThat(failure.getMessage()).contains("names the service principal name 'x WARN ...'")
			.doesNotContain("\n")
			.hasSizeLessThan(1000);
	}

	private AzureSqlTokens callback(String authority) {
		return new AzureSqlTokens(() -> this.tokens, (authority != null) ? Authority.parse(authority, TRUSTED) : null);
	}

}
