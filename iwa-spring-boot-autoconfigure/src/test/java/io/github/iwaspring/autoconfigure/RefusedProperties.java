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

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Values of properties that cannot be used: property, value, description, corrected
 * value.
 */
final class RefusedProperties {

	private static final String PLACEHOLDER = "placeholder";

	private static final String NO_GUID = "It is not a GUID";

	private static final String CLIENT_ID = "5a0c7e5e-0000-4000-8000-1234567890ab";

	private RefusedProperties() {
	}

	static Stream<Arguments> all() {
		return Stream
			.of(clientIds(), capabilities(), scopes(), usernames(), userDomains(), hosts(), kerberos(), limits(),
					baseUrls())
			.flatMap((row) -> row);
	}

	private static Stream<Arguments> clientIds() {
		String key = "iwa.client-id";
		return Stream.of(arguments(key, "${CLIENT_ID}", PLACEHOLDER, null),
				arguments(key, "<client-id>", PLACEHOLDER, null), arguments(key, "%CLIENT%", PLACEHOLDER, null),
				arguments(key, "{" + CLIENT_ID + "}", PLACEHOLDER, CLIENT_ID),
				arguments(key, "my client", "white space", null),
				arguments(key, CLIENT_ID + " ", "white space", CLIENT_ID),
				arguments(key, "\"" + CLIENT_ID + "\"", "quotation mark", CLIENT_ID),
				arguments(key, "'" + CLIENT_ID + "'", "quotation mark", CLIENT_ID),
				arguments(key, "\"" + CLIENT_ID + "\" ", "quotation mark", CLIENT_ID),
				arguments(key, CLIENT_ID.replace("-4000", "-\u00004000"), "control", CLIENT_ID),
				arguments(key, CLIENT_ID.replace("-4000", "-\u200B4000"), "invisible", CLIENT_ID),
				arguments(key, CLIENT_ID.replace('e', '\u0435'), "CYRILLIC SMALL LETTER IE (U+0435)", CLIENT_ID),
				arguments(key, "client", NO_GUID, null), arguments(key, "api://" + CLIENT_ID, NO_GUID, null),
				arguments(key, CLIENT_ID.replace("-", ""), NO_GUID, null),
				arguments(key, "api.8Q~Xn3.q_Zr7t~SampleOfASecret-1234567", NO_GUID, null),
				arguments(key, CLIENT_ID + ";x", NO_GUID, null));
	}

	private static Stream<Arguments> capabilities() {
		String key = "iwa.client-capabilities[0]";
		return Stream.of(arguments(key, " ", "is empty", null), arguments(key, "cp1 ", "white space", "cp1"),
				arguments(key, "\"cp1\"", "quotation mark", "cp1"), arguments(key, "${CAPABILITY}", PLACEHOLDER, null),
				arguments(key, "cp1;cp2", "character other than", null));
	}

	private static Stream<Arguments> scopes() {
		String key = "iwa.scopes[0]";
		return Stream.of(arguments(key, "User.Read Mail.Read", "entry of its own", null),
				arguments(key, "User.Read\tMail.Read", "entry of its own", null),
				arguments(key, " User.Read", "white space", "User.Read"), arguments(key, "${SCOPE}", PLACEHOLDER, null),
				arguments(key, "api://<id>/.default", PLACEHOLDER, null),
				arguments(key, "\"User.Read\"", "quotation mark", "User.Read"),
				arguments(key, "User\\Read", "no scope has", null),
				arguments(key, "api://orders", "resource without a permission", "api://orders/.default"),
				arguments(key, "https://orders.contoso.com/", "resource without a permission",
						"https://orders.contoso.com/.default"));
	}

	private static Stream<Arguments> usernames() {
		String key = "iwa.username";
		return Stream.of(arguments(key, "CORP\\alice", "DOMAIN\\user", null),
				arguments(key, "alice", "bare name", null), arguments(key, "alice@", "not a domain name", null),
				arguments(key, "@contoso.com", "is empty", null),
				arguments(key, "alice@corp", "not a domain name", null),
				arguments(key, "alice@contoso.com.", "not a domain name", null),
				arguments(key, "alice@m\u00FCller.de", "not a domain name", null),
				arguments(key, "alice@bob@contoso.com", "more than one at sign", null),
				arguments(key, "alice smith@contoso.com", "white space", null),
				arguments(key, "alice@contoso.com ", "white space", null),
				arguments(key, "ali\u0007ce@contoso.com", "control", null),
				arguments(key, "\"alice\"@contoso.com", "no user principal name has", null),
				arguments(key, "'alice@contoso.com'", "no user principal name has", null),
				arguments(key, "mailto:alice@contoso.com", "no user principal name has", null),
				arguments(key, "${USER}@contoso.com", PLACEHOLDER, null),
				arguments(key, "%USERNAME%@contoso.com", PLACEHOLDER, null));
	}

	private static Stream<Arguments> userDomains() {
		String key = "iwa.user-domain";
		return Stream.of(arguments(key, "alice@contoso.com", "at sign", "contoso.com"),
				arguments(key, "@contoso.com", "at sign", "contoso.com"),
				arguments(key, "https://contoso.com/", "slash", "contoso.com"),
				arguments(key, "contoso.com/", "slash", "contoso.com"), arguments(key, "CORP", "no dot", null),
				arguments(key, "contoso.com.", "ends with a dot", "contoso.com"),
				arguments(key, "contoso_x.com", "not a domain name", null),
				arguments(key, " contoso.com", "white space", "contoso.com"),
				arguments(key, "${USERDNSDOMAIN}", PLACEHOLDER, null));
	}

	private static Stream<Arguments> hosts() {
		return Stream
			.of("iwa.trusted-authority-hosts[0]", "iwa.federation.trusted-hosts[0]", "iwa.api.allowed-hosts[0]",
					"iwa.azure-sql.allowed-hosts[0]")
			.flatMap((key) -> Stream.of(arguments(key, " ", "is empty", null),
					arguments(key, "https://adfs.contoso.com/adfs", "URL", "adfs.contoso.com"),
					arguments(key, "https://adfs.contoso.com:8443", "URL", "adfs.contoso.com:8443"),
					arguments(key, "http://localhost:8080/", "URL", "localhost:8080"),
					arguments(key, "http://localhost", "URL", null),
					arguments(key, "adfs.contoso.com/adfs", "URL or a path", null),
					arguments(key, "*.contoso.com", "wildcard", null),
					arguments(key, "adfs.contoso.com:0", "neither a host", null),
					arguments(key, "adfs.contoso.com:https", "neither a host", null),
					arguments(key, "adfs..contoso.com", "neither a host", null),
					arguments(key, "adfs_1.contoso.com", "has an underscore", null),
					arguments(key, "adfs.contoso.com.", "ends with a dot", "adfs.contoso.com"),
					arguments(key, "adfs.contoso.com.:8443", "ends with a dot", "adfs.contoso.com:8443"),
					arguments(key, "alice:secret@adfs.contoso.com", "neither a host", null),
					arguments(key, "adfs.contoso.com ", "white space", "adfs.contoso.com"),
					arguments(key, "${HOST}", PLACEHOLDER, null)));
	}

	private static Stream<Arguments> kerberos() {
		String cache = "iwa.kerberos.ticket-cache";
		return Stream.concat(
				Stream.of("KCM:", "KEYRING:persistent:1000", "API:x", "DIR:/tmp/x", "MEMORY:x")
					.map((value) -> arguments(cache, value, "Only a cache of type FILE", null)),
				Stream.of(arguments(cache, "FILE:", "names no file", null),
						arguments(cache, "FILE:/tmp/krb5cc_%{uid}", PLACEHOLDER, null),
						arguments(cache, "${KRB5CCNAME}", PLACEHOLDER, null),
						arguments("iwa.kerberos.krb5-conf", "${HOME}/krb5.conf", PLACEHOLDER, null),
						arguments("iwa.kerberos.krb5-conf", "classpath:krb5.conf", "where a path is expected", null),
						arguments("iwa.kerberos.keytab", "${HOME}/orders.keytab", PLACEHOLDER, null),
						arguments("iwa.kerberos.krb5-conf", "FILE:/etc/krb5.conf", "where a path is expected",
								"/etc/krb5.conf"),
						arguments("iwa.kerberos.krb5-conf", "/etc/krb5.conf ", "white space at an end",
								"/etc/krb5.conf"),
						arguments("iwa.kerberos.krb5-conf", "C:ProgramDatakrb5.ini", "a backslash is written twice",
								null),
						arguments("iwa.kerberos.krb5-conf", "krb5\0.conf", "control or an invisible character",
								"krb5.conf"),
						arguments("iwa.kerberos.channel-binding", "always", "Only the platform's Kerberos on Windows",
								"auto"),
						arguments("iwa.kerberos.principal", "CORP\\alice", "not a Kerberos principal", null),
						arguments("iwa.kerberos.principal", "alice@A@B", "not a Kerberos principal", null),
						arguments("iwa.kerberos.principal", "alice@CORP ", "white space", null),
						arguments("iwa.kerberos.principal", "CONTOSO\\alice@CORP", "not a Kerberos principal", null),
						arguments("iwa.kerberos.principal", "alice\\", "not a Kerberos principal", null),
						arguments("iwa.kerberos.principal", "${USER}@CORP", PLACEHOLDER, null),
						arguments("iwa.kerberos.service-principal", "https://adfs.contoso.com", "URL", null),
						arguments("iwa.kerberos.service-principal", "adfs.contoso.com", "names no host", null),
						arguments("iwa.kerberos.service-principal", "HTTP/adfs.contoso.com ", "white space",
								"HTTP/adfs.contoso.com")));
	}

	private static Stream<Arguments> limits() {
		return Stream
			.of("iwa.http.connect-timeout", "iwa.http.read-timeout", "iwa.token.refresh-before-expiry",
					"iwa.token.acquire-timeout", "iwa.http.max-response-size")
			.flatMap((key) -> Stream.of("0", "-1").map((value) -> arguments(key, value, "not positive", null)));
	}

	private static Stream<Arguments> baseUrls() {
		String key = "iwa.api.base-url";
		String orders = "https://orders.contoso.com/v1";
		return Stream.of(arguments(key, "http://orders.contoso.com/v1", "https alone", orders),
				arguments(key, "ftp://orders.contoso.com/v1", "https alone", orders),
				arguments(key, "orders.contoso.com/v1", "no scheme", orders),
				arguments(key, orders + "?api-key=secret", "query", orders),
				arguments(key, orders + "#top", "fragment", orders),
				arguments(key, "https://alice:secret@orders.contoso.com/v1", "user info", orders),
				arguments(key, "http://alice:secret@orders.contoso.com/v1?x#y", "user info", orders),
				arguments(key, "http://localhost@orders.contoso.com/v1", "user info", orders),
				arguments(key, "http://localhost.contoso.com", "https alone", "https://localhost.contoso.com"),
				arguments(key, "http://127.0.0.2:8080", "https alone", "https://127.0.0.2:8080"),
				arguments(key, "http://localhost", "needs a port", null),
				arguments(key, "http://127.0.0.1/v1", "needs a port", null),
				arguments(key, "HTTP://[::1]:/v1", "needs a port", null),
				arguments(key, "https://", "not a URL with a host", null),
				arguments(key, "https:///v1", "not a URL with a host", null),
				arguments(key, "https://orders_x.contoso.com", "has an underscore", null),
				arguments(key, "https://orders.contoso.com:99999", "not a URL with a host", null),
				arguments(key, "https://orders.contoso.com./v1", "ends with a dot", "https://orders.contoso.com/v1"),
				arguments(key, "https:\\\\orders.contoso.com\\v1", "backslash", orders),
				arguments(key, orders + " ", "white space", orders),
				arguments(key, "\"" + orders + "\"", "quotation mark", orders),
				arguments(key, "https://\u043Erders.contoso.com/v1", "not ASCII", null), arguments(key,
						"https://b\u00FCcher.contoso.com/v1", "not ASCII", "https://xn--bcher-kva.contoso.com/v1"),
				arguments(key, "${ORDERS_URL}", PLACEHOLDER, null));
	}

}
