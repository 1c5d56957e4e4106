package io.github.iwaspring.entra;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TypedText}.
 */
class TypedTextTests {

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
	void hidesUserInfoHoweverItIsWritten(String value) {
		assertThat(TypedText.shown(value)).contains("***@login.microsoftonline.com/contoso.com")
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
	void showsTheRest(String value, String shown) {
		assertThat(TypedText.shown(value)).isEqualTo(shown);
	}

	@Test
	void escapesWhatCannotBeSeenOrLooksLikeSomethingElse() {
		assertThat(TypedText.shown("a\u0000b\nc\u001B[31m\u200B\u043E"))
			.isEqualTo("a\\u0000b\\u000ac\\u001b[31m\\u200b\\u043e");
	}

	@Test
	void cutsWhatIsTooLong() {
		assertThat(TypedText.shown("x".repeat(1000))).isEqualTo("x".repeat(200) + "...");
	}

}
