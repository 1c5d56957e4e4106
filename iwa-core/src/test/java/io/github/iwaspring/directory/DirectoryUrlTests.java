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

package io.github.iwaspring.directory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryUrl}.
 */
class DirectoryUrlTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			https://adfs.contoso.com/mex,        https://adfs.contoso.com/mex
			HTTPS://adfs.contoso.com/mex,        https://adfs.contoso.com/mex
			'  https://adfs.contoso.com/mex\n',  https://adfs.contoso.com/mex
			https://adfs.contoso.com./mex?a=b#c, https://adfs.contoso.com/mex?a=b#c
			https://adfs.contoso.com.:8443/mex,  https://adfs.contoso.com:8443/mex
			https://adfs.contoso.com:/mex,       https://adfs.contoso.com/mex
			https://adfs.contoso.com,            https://adfs.contoso.com
			https://adfs.müller.de/mex,          https://adfs.xn--mller-kva.de/mex
			https://АДФС.рф./mex,                https://xn--80ai3bl.xn--p1ai/mex
			https://adfs。contoso。com/mex,       https://adfs.contoso.com/mex
			https://[::1]:8443/mex,              https://[::1]:8443/mex
			https://127.0.0.1/mex,               https://127.0.0.1/mex
			""")
	void addressThatCanWorkHasItsPlainForm(String text, String url) {
		assertThat(DirectoryUrl.parse(text.replace("\\n", "\n")).url()).hasToString(url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "https", "http://adfs.contoso.com/", "ftp://adfs.contoso.com/", "//adfs.contoso.com/",
			"/adfs/services/trust/mex" })
	void addressWithoutHttpsIsNamedAsSuch(String text) {
		assertUnusable(text, "It is not an https address.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://", "https:///mex", "https://a b/", "https://user@adfs.contoso.com/",
			"https://./mex", "https://-adfs-.contoso.com/", "https://adfs..contoso.com/", "https://adfs.contoso.com:x/",
			"https://adfs\\.contoso.com/", "https://[::1/", "https://ad%66s.contoso.com/" })
	void addressWithoutAHostIsNamedAsSuch(String text) {
		assertThat(DirectoryUrl.parse(text).url()).isNull();
		assertThat(DirectoryUrl.parse(text).flaw()).isNotEmpty().doesNotContain("https address");
	}

	@Test
	void underscoreInTheNameOfTheHostIsNamed() {
		assertUnusable("https://adfs_prod.contoso.com/mex", "adfs_prod.contoso.com, has an underscore");
		assertUnusable("https://adfs.contoso_ag.com:8443/mex", "adfs.contoso_ag.com, has an underscore");
	}

	private static void assertUnusable(String text, String flaw) {
		assertThat(DirectoryUrl.parse(text).url()).isNull();
		assertThat(DirectoryUrl.parse(text).flaw()).contains(flaw);
	}

}
