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
 * Authorities that were mistyped or mixed up: value, description, corrected value.
 */
final class RefusedTypings {

	private static final String CLIENT_ID = AuthorityRefusedTests.CLIENT_ID;

	private static final String GUID = "c0ffee00-1111-4222-8333-444455556666";

	private static final String PUBLIC = "https://login.microsoftonline.com/";

	private static final String CONTOSO = PUBLIC + "contoso.com/";

	private static final String ORGANIZATIONS = PUBLIC + "organizations/";

	private static final String PLACEHOLDER = "placeholder";

	private RefusedTypings() {
	}

	static Stream<Arguments> all() {
		return Stream.of(placeholders(), slips(), lookAlikes(), mixUps(), repairedByNobody()).flatMap((row) -> row);
	}

	private static Stream<Arguments> placeholders() {
		return Stream.of(arguments(PUBLIC + "${TENANT}", PLACEHOLDER, null),
				arguments(PUBLIC + "${TENANT}/v2.0", PLACEHOLDER, null), arguments("${AUTHORITY}", PLACEHOLDER, null),
				arguments("https://${HOST}/contoso.com", PLACEHOLDER, null),
				arguments(PUBLIC + "#{tenant}", PLACEHOLDER, null),
				arguments(PUBLIC + "#{systemProperties['tenant']}", PLACEHOLDER, null),
				arguments(PUBLIC + "%TENANT%", PLACEHOLDER, null),
				arguments(PUBLIC + "%TENANT_ID%/", PLACEHOLDER, null),
				arguments(PUBLIC + "<tenant>", PLACEHOLDER, null),
				arguments(PUBLIC + "<your tenant id>/", PLACEHOLDER, null),
				arguments(PUBLIC + "{tenant}", PLACEHOLDER, null), arguments(PUBLIC + "{guid}/v2.0", PLACEHOLDER, null),
				arguments(PUBLIC + "{tenantid}", PLACEHOLDER, null), arguments(PUBLIC + "$TENANT", PLACEHOLDER, null),
				arguments(PUBLIC + "@tenant@", PLACEHOLDER, null),
				arguments(PUBLIC + "{" + GUID + "}", PLACEHOLDER, PUBLIC + GUID + "/"));
	}

	private static Stream<Arguments> slips() {
		return Stream.of(arguments(" " + CONTOSO, "white space", CONTOSO),
				arguments(CONTOSO + " ", "white space", CONTOSO), arguments(CONTOSO + "\n", "white space", CONTOSO),
				arguments(CONTOSO + "\t", "white space", CONTOSO),
				arguments(CONTOSO + "\u00A0", "white space", CONTOSO),
				arguments(PUBLIC + "contoso .com", "white space", CONTOSO),
				arguments("https://login.microsoftonline.com /contoso.com", "white space", CONTOSO),
				arguments("https:// login.microsoftonline.com/contoso.com", "white space", CONTOSO),
				arguments("\"" + CONTOSO + "\"", "quotation mark", CONTOSO),
				arguments("'" + CONTOSO + "'", "quotation mark", CONTOSO),
				arguments("\u201C" + CONTOSO + "\u201D", "quotation mark", CONTOSO),
				arguments("`" + CONTOSO + "`", "quotation mark", CONTOSO),
				arguments(PUBLIC + "contoso\u0000.com", "control", CONTOSO),
				arguments(PUBLIC + "contoso\u007F.com", "control", CONTOSO),
				arguments("\uFEFF" + CONTOSO, "invisible", CONTOSO),
				arguments(PUBLIC + "con\u200Btoso.com", "invisible", CONTOSO),
				arguments("https:\\\\login.microsoftonline.com\\contoso.com", "backslash", CONTOSO),
				arguments(PUBLIC + "contoso.com\\", "backslash", CONTOSO),
				arguments(PUBLIC + "contoso%2Ecom", "percent", CONTOSO),
				arguments(PUBLIC + "contoso%252Ecom", "percent", CONTOSO),
				arguments(PUBLIC + "contoso.com%2fv2.0", "percent", CONTOSO),
				arguments(PUBLIC + "100%", "percent", null), arguments(PUBLIC + "contoso%zz.com", "percent", null),
				arguments(PUBLIC + "contoso.com/.", "dot segments", CONTOSO),
				arguments(PUBLIC + "fabrikam.com/../contoso.com", "dot segments", CONTOSO),
				arguments(PUBLIC + "..", "dot segments", null),
				arguments(PUBLIC + "/contoso.com", "two slashes", CONTOSO),
				arguments(PUBLIC + "contoso.com//", "two slashes", CONTOSO),
				arguments("https://login.microsoftonline.com./contoso.com", "host ends with a dot", CONTOSO),
				arguments("https://login.microsoftonline.com..:443/contoso.com", "host ends with a dot", CONTOSO),
				arguments(PUBLIC + "contoso.com.", "tenant ends with a dot", CONTOSO));
	}

	private static Stream<Arguments> lookAlikes() {
		return Stream.of(
				arguments("https://login.micros\u043Eftonline.com/contoso.com", "CYRILLIC SMALL LETTER O (U+043E)",
						CONTOSO),
				arguments(PUBLIC + "c\u03BFntoso.com", "GREEK SMALL LETTER OMICRON (U+03BF)", CONTOSO),
				arguments(PUBLIC + "\uFF43ontoso.com", "FULLWIDTH LATIN SMALL LETTER C (U+FF43)", CONTOSO),
				arguments("https://login\uFF0Emicrosoftonline.com/contoso.com", "U+FF0E", CONTOSO),
				arguments("https:\u2215\u2215login.microsoftonline.com\u2215contoso.com", "U+2215", CONTOSO),
				arguments(PUBLIC + GUID.replace('-', '\u2013'), "EN DASH (U+2013)", PUBLIC + GUID + "/"),
				arguments(PUBLIC + "\u0441\u043Emm\u043En", "U+0441", ORGANIZATIONS),
				arguments(PUBLIC + "m\u00FCller.de", "LATIN SMALL LETTER U WITH DIAERESIS (U+00FC)",
						PUBLIC + "xn--mller-kva.de/"),
				arguments(PUBLIC + "stra\u00DFe.de", "U+00DF", null),
				arguments("https://\u043B\u043E\u0433\u0438\u043D.com/contoso.com", "U+043B", null));
	}

	private static Stream<Arguments> mixUps() {
		return Stream.of(arguments(PUBLIC + CLIENT_ID, "iwa.client-id", null),
				arguments(PUBLIC + CLIENT_ID.toUpperCase() + "/", "iwa.client-id", null),
				arguments(CLIENT_ID, "iwa.client-id", null),
				arguments("https://login.microsoftonline.com/Contoso Ltd/", "display name", null),
				arguments(PUBLIC + "Contoso, Inc.", "display name", null),
				arguments(PUBLIC + "Contoso%20Ltd", "display name", null),
				arguments("Contoso Ltd", "display name", null), arguments("contoso", "display name", null),
				arguments(PUBLIC + "contoso", "display name", null),
				arguments(PUBLIC + "your-tenant-id", "display name", null),
				arguments(PUBLIC + GUID.replace("-", ""), "no hyphens", PUBLIC + GUID + "/"),
				arguments(PUBLIC + "organisations", "'organizations'", ORGANIZATIONS),
				arguments(PUBLIC + "Organization/", "'organizations'", ORGANIZATIONS));
	}

	private static Stream<Arguments> repairedByNobody() {
		String neither = "neither a domain name, nor a GUID";
		return Stream.of(arguments(PUBLIC + "-contoso.com", neither, null),
				arguments(PUBLIC + "contoso-.com", neither, null), arguments(PUBLIC + "contoso..com", neither, null),
				arguments(PUBLIC + ".contoso.com", neither, null), arguments(PUBLIC + "contoso_x.com", neither, null),
				arguments(PUBLIC + "10.0.0.1", neither, null), arguments(PUBLIC + "contoso.com,", neither, null),
				arguments(PUBLIC + "*.contoso.com", neither, null),
				arguments(PUBLIC + "a".repeat(64) + ".com", neither, null),
				arguments(PUBLIC + "abc.".repeat(63) + "com", neither, null));
	}

}
