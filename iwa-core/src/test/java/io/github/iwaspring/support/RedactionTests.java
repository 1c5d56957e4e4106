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

package io.github.iwaspring.support;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redaction}.
 */
class RedactionTests {

	private static final Predicate<String> KNOWN_HOST = "login.microsoftonline.com"::equals;

	private static final List<String> NAMES = List.of("alice@CONTOSO.COM", "o'neil@contoso.com", "cher");

	@ParameterizedTest
	@ValueSource(strings = { "https://alice:secret@login.microsoftonline.com/contoso.com",
			"https://alice:sec@ret@login.microsoftonline.com/contoso.com",
			"https://alice:s/ecret@login.microsoftonline.com/contoso.com",
			"https://alice:s#e?cret=x@login.microsoftonline.com/contoso.com",
			"HTTPS:\\\\alice:secret@login.microsoftonline.com/contoso.com",
			"alice:secret@login.microsoftonline.com/contoso.com",
			"https://alice:secret%40login.microsoftonline.com/contoso.com",
			"https://alice:secret%2540login.microsoftonline.com/contoso.com",
			"https://alice:secret\uFF20login.microsoftonline.com/contoso.com",
			" https://alice:secret@login.microsoftonline.com/contoso.com",
			"\"https://alice:secret@login.microsoftonline.com/contoso.com\"",
			"https://login.microsoftonline.com:secret@login.microsoftonline.com/contoso.com",
			"https://login.microsoftonline.com/alice@login.microsoftonline.com/contoso.com",
			"https://${USER}:secret@login.microsoftonline.com/contoso.com" })
	void configuredValueHidesUserInfoInEverySpelling(String value) {
		assertThat(Redaction.configuredValue(value, KNOWN_HOST)).contains("***@login.microsoftonline.com/contoso.com")
			.doesNotContainPattern("alice|sec|ret");
	}

	@ParameterizedTest
	@CsvSource({
			"https://login.microsoftonline.com/alice@contoso.com, https://login.microsoftonline.com/***@contoso.com",
			"https://x.com/y?api-key=secret&z, https://x.com/y?api-key=***&z",
			"https://x.com/y#access_token=secret, https://x.com/y#access_token=***",
			"https://login.microsoftonline.com/?login_hint=alice@contoso.com, https://login.microsoftonline.com/?login_hint=***",
			"https://login.microsoftonline.com/common, https://login.microsoftonline.com/common",
			"${AUTHORITY}, ${AUTHORITY}" })
	void configuredValueKeepsTheRest(String value, String shown) {
		assertThat(Redaction.configuredValue(value, KNOWN_HOST)).isEqualTo(shown);
	}

	@Test
	void configuredValueEscapesEverythingExceptPrintableAscii() {
		assertThat(Redaction.configuredValue("a\u0000b\nc\u001B[31m\u200B\u043E", KNOWN_HOST))
			.isEqualTo("a\\u0000b\\u000ac\\u001b[31m\\u200b\\u043e");
	}

	@Test
	void configuredValueIsCutAfter200Characters() {
		assertThat(Redaction.configuredValue("x".repeat(1000), KNOWN_HOST)).isEqualTo("x".repeat(200) + "...");
	}

	@ParameterizedTest
	@CsvSource({ "CORP\\alice, CORP\\a***", "alice, a***", "alice@contoso.com, a***@contoso.com",
			"a@b@contoso.com, a***@contoso.com", "@contoso.com, ***@contoso.com", "CORP\\alice@x, CORP\\a***@x",
			"${USER}@contoso.com, $***@contoso.com", "alice\\@contoso.com@CORP.LOCAL, a***@CORP.LOCAL" })
	void userNameKeepsFirstLetterAndDomain(String name, String masked) {
		assertThat(Redaction.userName(name)).isEqualTo(masked);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', value = { "alice@CONTOSO.COM has a ticket, a***@CONTOSO.COM has a ticket",
			"for Alice@contoso.com., for A***@contoso.com.", "asks 'o'neil@contoso.com', asks 'o***@contoso.com'",
			"no bob.brown@x.de here, no b***@x.de here", "(bob@x), (b***@x)", "a***@contoso.com, a***@contoso.com",
			"/tmp/bob@CONTOSO.COM.ccache, /tmp/b***@CONTOSO.COM.ccache",
			"C:\\Users\\alice\\krb5cc_alice, C:\\Users\\a***\\krb5cc_a***", "/home/alice/x, /home/a***/x",
			"FILE:/tmp/krb5cc_bob@X, FILE:/tmp/k***@X",
			"HTTP/adfs.contoso.com@CONTOSO.COM, HTTP/adfs.contoso.com@CONTOSO.COM",
			"krbtgt/CONTOSO.COM@CONTOSO.COM, krbtgt/CONTOSO.COM@CONTOSO.COM",
			"the word alice and malice/alicent, the word alice and malice/alicent", "an @ alone, an @ alone",
			"http/adfs.contoso.com@CONTOSO.COM, http/adfs.contoso.com@CONTOSO.COM",
			"/tmp/krb5cc_bob.brown., /tmp/krb5cc_b***.", "/tmp/krb5cc_1000, /tmp/krb5cc_1000",
			"/tmp/krb5cc_1000_Xy, /tmp/krb5cc_1***", "in /tmp/krb5cc_0. Run, in /tmp/krb5cc_0. Run",
			"/Users/bob/x, /Users/b***/x",
			"https://alice.contoso.com/alice/home/alice, https://alice.contoso.com/alice/home/alice",
			"of alice\\@contoso.com@CORP.LOCAL is, of a***@c***@CORP.LOCAL is", "CORP\\alice@x, CORP\\a***@x",
			"HTTP/alice.contoso.com, HTTP/alice.contoso.com", "/alice/services/trust, /alice/services/trust" })
	void userNamesAreMaskedInText(String text, String masked) {
		assertThat(Redaction.userNames(text, NAMES)).isEqualTo(masked);
		assertThat(Redaction.userNames(masked, NAMES)).as("once more").isEqualTo(masked);
	}

	@Test
	void userNamesMasksTheAccountOfThisProcessInPathsOnly() {
		String user = System.getProperty("user.name");
		assertThat(Redaction.userNames("There is no ticket in /home/" + user + "/cache.", NAMES))
			.isEqualTo("There is no ticket in /home/" + user.charAt(0) + "***/cache.");
		String url = "https://" + user + ".contoso.com/" + user + "/x";
		assertThat(Redaction.userNames(url, NAMES)).isEqualTo(url);
	}

	/**
	 * A search that starts anew at each character would take hours.
	 */
	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
	void userNamesSearchesAWordOfAMegabyteOnce() {
		String word = "x".repeat(1_000_000);
		assertThat(Redaction.userNames(word, NAMES)).isEqualTo(word);
		assertThat(Redaction.userNames(word + "@contoso.com", NAMES)).isEqualTo("x***@contoso.com");
	}

	@Test
	void userNamesMasksAKnownEnterprisePrincipal() {
		String principal = "alice\\@contoso.com@CORP.LOCAL";
		assertThat(Redaction.userNames("The ticket of " + principal + " is valid.", List.of(principal)))
			.isEqualTo("The ticket of a***@CORP.LOCAL is valid.");
	}

	@ParameterizedTest
	@CsvSource({ "/tmp/krb5cc_1000, /tmp/krb5cc_1000", "KEYRING:persistent:1000, KEYRING:persistent:1000",
			"/run/alice@contoso.com.ccache, /run/a***@contoso.com.ccache",
			"C:\\caches\\alice@CONTOSO.COM, C:\\caches\\a***@CONTOSO.COM" })
	void pathHidesUserNames(String path, String shown) {
		assertThat(Redaction.path(path)).isEqualTo(shown);
	}

	@Test
	void pathHidesTheHomeAndTheNameOfThisUser() {
		String name = System.getProperty("user.name");
		assertThat(Redaction.path(System.getProperty("user.home") + "/krb5cc_" + name)).isEqualTo("~/krb5cc_***");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "AADSTS50034: The user 'alice@contoso.com' is unknown. | The user '***' is unknown.",
					"CORP\\alice is locked. Trace ID: 4711 | *** is locked.", "login_hint=alice%40contoso.com | ***",
					"The token eyJhbGciOiJSUzI1NiIsImtpZCI6IjEyMzQ1Njc4OTAifQ is old. | The token *** is old." })
	void serverMessageKeepsTheFirstLineWithoutNamesAndSecrets(String message, String shown) {
		assertThat(Redaction.serverMessage(message)).isEqualTo(shown);
	}

	@Test
	void serverMessageEndsAtALineBreak() {
		assertThat(Redaction.serverMessage("One line.\r\nAnother line.")).isEqualTo("One line.");
	}

	@Test
	void serverMessageIsCutAfter200Characters() {
		assertThat(Redaction.serverMessage("word ".repeat(100))).hasSize(203).endsWith("...");
	}

	@ParameterizedTest
	@CsvSource({ "invalid_grant, invalid_grant", "0f3a-4711.x, 0f3a-4711.x", "alice@contoso.com, ''", "two words, ''",
			"'', ''" })
	void codeIsEmptyUnlessItIsOneWord(String code, String shown) {
		assertThat(Redaction.code(code)).isEqualTo(shown);
	}

	@Test
	void singleLineReplacesControlCharacters() {
		assertThat(Redaction.singleLine("a\nb\u001B[31mc\u202Ed")).isEqualTo("a b?[31mc?d");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 40, 1000, 1990, 2000, 2001, 5000 })
	void sentencesAreNotCut(int words) {
		String sentence = "An administrator does this. ";
		String shown = Redaction.sentences(sentence.repeat(words).strip());
		assertThat(shown).endsWith("does this.").hasSizeLessThanOrEqualTo(2000);
		assertThat(sentence.repeat(words)).startsWith(shown);
	}

	@Test
	void singleLineIsCutBetweenWords() {
		assertThat(Redaction.singleLine("x".repeat(490) + " it is alice.brown@contoso.com")).endsWith(" it is ...");
	}

}
