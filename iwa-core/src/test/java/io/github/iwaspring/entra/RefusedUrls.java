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

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * URLs that are not an authority of a directory with this flow: value, description,
 * corrected value.
 */
final class RefusedUrls {

	private static final String CLIENT_ID = AuthorityRefusedTests.CLIENT_ID;

	private static final String GUID = "c0ffee00-1111-4222-8333-444455556666";

	private static final String PUBLIC = "https://login.microsoftonline.com/";

	private static final String CONTOSO = PUBLIC + "contoso.com/";

	private static final String ORGANIZATIONS = PUBLIC + "organizations/";

	private static final String PERSONAL = "personal accounts";

	private static final String ENDPOINT = "an endpoint or an issuer";

	private RefusedUrls() {
	}

	static Stream<Arguments> all() {
		return Stream.of(personalAccounts(), notAnAuthority(), endpoints(), otherServices(), unknownHosts())
			.flatMap((row) -> row);
	}

	private static Stream<Arguments> personalAccounts() {
		return Stream.of(arguments(PUBLIC + "common", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "common/", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "COMMON/", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "Common/v2.0", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "common/oauth2/v2.0/token", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "common.", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "common/x", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "common;x", "path parameters", ORGANIZATIONS),
				arguments(PUBLIC + "common?x", "query", ORGANIZATIONS),
				arguments(PUBLIC + "common%2f", "percent", ORGANIZATIONS),
				arguments(PUBLIC + "%63ommon", "percent", ORGANIZATIONS),
				arguments(PUBLIC + "./common", "dot segments", ORGANIZATIONS),
				arguments(PUBLIC + "/common", "two slashes", ORGANIZATIONS),
				arguments("https://login.microsoftonline.us/common", PERSONAL,
						"https://login.microsoftonline.us/organizations/"),
				arguments("https://localhost:9443/common", PERSONAL, "https://localhost:9443/organizations/"),
				arguments("common", "one name", ORGANIZATIONS),
				arguments(PUBLIC + "consumers", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "Consumers/", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "CONSUMERS/v2.0", PERSONAL, ORGANIZATIONS),
				arguments(PUBLIC + "9188040d-6c67-4c5b-b112-36a304b66dad", "consumers tenant", ORGANIZATIONS),
				arguments(PUBLIC + "9188040D-6C67-4C5B-B112-36A304B66DAD/", "consumers tenant", ORGANIZATIONS),
				arguments(PUBLIC + "9188040d-6c67-4c5b-b112-36a304b66dad/v2.0", "consumers tenant", ORGANIZATIONS),
				arguments(PUBLIC + "9188040d6c674c5bb11236a304b66dad", "no hyphens", ORGANIZATIONS));
	}

	private static Stream<Arguments> notAnAuthority() {
		return Stream.of(arguments("https://login.microsoftonline.com", "names no tenant", null),
				arguments(PUBLIC, "names no tenant", null), arguments("contoso.com", "one name", CONTOSO),
				arguments("Contoso.com", "one name", CONTOSO), arguments("organizations", "one name", ORGANIZATIONS),
				arguments(GUID, "one name", PUBLIC + GUID + "/"),
				arguments("contoso.onmicrosoft.us", "one name",
						"https://login.microsoftonline.us/contoso.onmicrosoft.us/"),
				arguments("contoso.partner.onmschina.cn", "one name",
						"https://login.partner.microsoftonline.cn/contoso.partner.onmschina.cn/"),
				arguments("login.microsoftonline.com", "no scheme", null),
				arguments("login.microsoftonline.de", "no scheme", null),
				arguments("login.microsoftonline.com/contoso.com", "no scheme", CONTOSO),
				arguments("login.microsoftonline.com:443/contoso.com", "no scheme", CONTOSO),
				arguments("localhost:9443/contoso.com", "no scheme", "https://localhost:9443/contoso.com/"),
				arguments("//login.microsoftonline.com/contoso.com", "no scheme", CONTOSO),
				arguments("https:/login.microsoftonline.com/contoso.com", "begin with 'https://'", CONTOSO),
				arguments("https:login.microsoftonline.com/contoso.com", "begin with 'https://'", CONTOSO),
				arguments("https:///login.microsoftonline.com/contoso.com", "begin with 'https://'", CONTOSO),
				arguments("https//login.microsoftonline.com/contoso.com", "begin with 'https://'", CONTOSO),
				arguments("http:/login.microsoftonline.com/contoso.com", "begin with 'https://'", CONTOSO),
				arguments("http://login.microsoftonline.com/contoso.com", "scheme is http.", CONTOSO),
				arguments("HTTP://login.microsoftonline.com/contoso.com", "scheme is http.", CONTOSO),
				arguments("http://localhost:9443/contoso.com", "scheme is http.",
						"https://localhost:9443/contoso.com/"),
				arguments("ftp://login.microsoftonline.com/contoso.com", "not https", CONTOSO),
				arguments("https://alice:secret@login.microsoftonline.com/contoso.com", "user info", CONTOSO),
				arguments("https://alice@login.microsoftonline.com/contoso.com", "user info", CONTOSO),
				arguments("https://@login.microsoftonline.com/contoso.com", "user info", CONTOSO),
				arguments("https://alice:p@ss@login.microsoftonline.com/contoso.com", "user info", CONTOSO),
				arguments("https://alice:se/cret@login.microsoftonline.com/contoso.com", "user info", CONTOSO),
				arguments("https://alice:se#c?ret@login.microsoftonline.com/contoso.com", "user info", CONTOSO),
				arguments("https://alice%40login.microsoftonline.com/contoso.com", "user info", CONTOSO),
				arguments("https://alice\uFF20login.microsoftonline.com/contoso.com", "user info", CONTOSO),
				arguments("alice@contoso.com", "user info", CONTOSO),
				arguments(PUBLIC + "alice@contoso.com", "name of a user", CONTOSO),
				arguments(PUBLIC + "contoso.com?p=1", "query", CONTOSO),
				arguments(PUBLIC + "contoso.com/?login_hint=alice@contoso.com", "query", CONTOSO),
				arguments(PUBLIC + "contoso.com?", "query", CONTOSO),
				arguments(PUBLIC + "contoso.com#top", "fragment", CONTOSO),
				arguments(PUBLIC + "contoso.com/#", "fragment", CONTOSO),
				arguments(PUBLIC + "contoso.com;v=1/", "path parameters", CONTOSO),
				arguments("https://login.microsoftonline.com:8443/contoso.com", "port 443 alone", CONTOSO),
				arguments("https://login.microsoftonline.com:80/contoso.com", "port 443 alone", CONTOSO),
				arguments("https://sts.windows.net:444/contoso.com", "port 443 alone",
						"https://sts.windows.net/contoso.com/"),
				arguments("https://login.microsoftonline.com:/contoso.com", "ends with a colon", CONTOSO),
				arguments("https://login.microsoftonline.com:https/contoso.com", "not a host name", null),
				arguments("https://login.microsoftonline.com:0/contoso.com", "not a host name", null),
				arguments("https://login.microsoftonline.com:65979/contoso.com", "not a host name", null),
				arguments("https://login..microsoftonline.com/contoso.com", "not a host name", null),
				arguments("https://login_microsoftonline.com/contoso.com", "has an underscore", null),
				arguments("https://[::1/contoso.com", "not a host name", null),
				arguments("https://:443/contoso.com", "no host", null), arguments("https://", "no host", null),
				arguments("https:", "no host", null), arguments("/contoso.com", "no scheme", null));
	}

	private static Stream<Arguments> endpoints() {
		return Stream.of(arguments(PUBLIC + "contoso.com/v2.0", ENDPOINT, CONTOSO),
				arguments(PUBLIC + "contoso.com/V2.0/", ENDPOINT, CONTOSO),
				arguments(PUBLIC + "contoso.com/oauth2/v2.0/token", ENDPOINT, CONTOSO),
				arguments(PUBLIC + "contoso.com/oauth2/token", ENDPOINT, CONTOSO),
				arguments(PUBLIC + "contoso.com/.well-known/openid-configuration", ENDPOINT, CONTOSO),
				arguments(PUBLIC + "contoso.com/v2.0/.well-known/openid-configuration", ENDPOINT, CONTOSO),
				arguments(PUBLIC + GUID + "/FederationMetadata/2007-06/FederationMetadata.xml", ENDPOINT,
						PUBLIC + GUID + "/"),
				arguments("https://sts.windows.net/" + GUID + "/v2.0", ENDPOINT,
						"https://sts.windows.net/" + GUID + "/"),
				arguments(PUBLIC + "organizations/v2.0", ENDPOINT, ORGANIZATIONS),
				arguments(PUBLIC + "v2.0", "names no tenant", null),
				arguments(PUBLIC + "oauth2/v2.0/token", "names no tenant", null),
				arguments(PUBLIC + ".well-known/openid-configuration", "names no tenant", null),
				arguments(PUBLIC + "contoso.com/orders", "follows the tenant", CONTOSO),
				arguments(PUBLIC + "contoso.com/" + CLIENT_ID, "follows the tenant", CONTOSO));
	}

	private static Stream<Arguments> otherServices() {
		return Stream.of(arguments("https://login.microsoftonline.de/contoso.com", "closed on 2021-10-29", null),
				arguments("https://LOGIN.microsoftonline.de/organizations/", "closed on 2021-10-29", null),
				arguments("https://adfs.contoso.com/adfs", "AD FS", null),
				arguments("https://adfs.contoso.com/adfs/", "AD FS", null),
				arguments("https://adfs.contoso.com/ADFS/oauth2/token", "AD FS", null),
				arguments("https://entra.contoso.local:8443/adfs/", "AD FS", null),
				arguments("https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin", "Azure AD B2C", null),
				arguments("https://contoso.b2clogin.com/contoso.onmicrosoft.com", "Azure AD B2C", null),
				arguments("https://contoso.b2clogin.com/tfp/contoso.onmicrosoft.com/b2c_1_x", "Azure AD B2C", null),
				arguments(PUBLIC + "tfp/contoso.onmicrosoft.com/b2c_1_x", "Azure AD B2C", null),
				arguments(PUBLIC + "TFP/contoso.onmicrosoft.com/x", "Azure AD B2C", null),
				arguments(PUBLIC + "te/contoso.onmicrosoft.com/x", "Azure AD B2C", null),
				arguments(PUBLIC + "contoso.onmicrosoft.com/B2C_1_signin", "Azure AD B2C", null),
				arguments("https://contoso.ciamlogin.com/", "External ID", null),
				arguments("https://contoso.ciamlogin.com/contoso.onmicrosoft.com", "External ID", null),
				arguments("https://login.live.com/contoso.com", "Personal Microsoft accounts", null));
	}

	private static Stream<Arguments> unknownHosts() {
		return Stream.of(unknownHost("https://login.example.com/contoso.com", "login.example.com"),
				unknownHost("https://login.microsoftonline.com.example.com/contoso.com",
						"login.microsoftonline.com.example.com"),
				unknownHost("https://microsoftonline.com/contoso.com", "microsoftonline.com"),
				unknownHost("https://entra.contoso.local/contoso.com", "entra.contoso.local"),
				unknownHost("https://entra.contoso.local:8444/contoso.com", "entra.contoso.local:8444"),
				unknownHost("https://localhost/contoso.com", "localhost"),
				unknownHost("https://graph.microsoft.com/contoso.com", "graph.microsoft.com"),
				unknownHost("https://10.0.0.1/contoso.com", "10.0.0.1"),
				unknownHost("https://[::1]:9443/contoso.com", "[::1]:9443"),
				unknownHost("https://login.example.com/common", "login.example.com"),
				unknownHost("https://login.example.com", "login.example.com"),
				unknownHost("http://login.example.com/contoso.com", "login.example.com"));
	}

	private static Arguments unknownHost(String typed, String entry) {
		return arguments(typed, "add '" + entry + "' to iwa.trusted-authority-hosts", null);
	}

}
