package io.github.iwaspring.doctor;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Mask}.
 */
class MaskTests {

	private final Mask mask = Mask.of(Stream.of("alice@CONTOSO.COM", null, "o'neil@contoso.com", "cher"));

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
			"HTTP/alice.contoso.com, HTTP/alice.contoso.com", "/alice/services/trust, /alice/services/trust" })
	void namesOfUsersAreMasked(String text, String masked) {
		assertThat(this.mask.apply(text)).isEqualTo(masked);
		assertThat(this.mask.apply(masked)).as("once more").isEqualTo(masked);
	}

	@Test
	void theAccountOfThisProcessIsMaskedInPathsAlone() {
		String user = System.getProperty("user.name");
		assertThat(this.mask.apply("There is no ticket in /home/" + user + "/cache."))
			.isEqualTo("There is no ticket in /home/" + user.charAt(0) + "***/cache.");
		String url = "https://" + user + ".contoso.com/" + user + "/x";
		assertThat(this.mask.apply(url)).isEqualTo(url);
	}

	/**
	 * Searched anew from each of its characters, it would take hours.
	 */
	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
	void aWordOfAMegabyteIsSearchedOnce() {
		String word = "x".repeat(1_000_000);
		assertThat(this.mask.apply(word)).isEqualTo(word);
		assertThat(this.mask.apply(word + "@contoso.com")).isEqualTo("x***@contoso.com");
	}

	@Test
	void halfANameIsNotShown() {
		Finding finding = Finding.pass("x".repeat(490) + " it is alice.brown@contoso.com");
		assertThat(finding.description()).endsWith(" it is ...");
	}

}
