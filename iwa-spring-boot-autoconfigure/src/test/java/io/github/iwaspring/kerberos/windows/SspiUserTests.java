package io.github.iwaspring.kerberos.windows;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SspiUser}.
 */
class SspiUserTests {

	@ParameterizedTest
	@CsvSource({ "CORP\\jdoe, jdoe@CORP", "corp\\JDoe, jdoe@CORP", "JDoe@corp.local, jdoe@CORP.LOCAL",
			"CORP\\Ödön, Ödön@CORP", "CORP\\ödön, ödön@CORP", "PC01\\jdoe, jdoe@PC01", "JDOE, jdoe",
			"CORP\\a@b, a@b@CORP", "CORP\\svc$, svc$@CORP" })
	void isOnePrincipalHoweverItsNameWasTyped(String name, String principal) {
		assertThat(SspiUser.toPrincipal(name)).isEqualTo(principal);
	}

	@Test
	void keepsPeopleOfTwoDomainsApart() {
		assertThat(SspiUser.toPrincipal("CORP\\jdoe")).isNotEqualTo(SspiUser.toPrincipal("CORP2\\jdoe"));
	}

	@Test
	void keepsLettersApartThatOnlyLookAlike() {
		assertThat(SspiUser.toPrincipal("CORP\\\u212Aarl")).isNotEqualTo(SspiUser.toPrincipal("CORP\\karl"));
	}

	@Test
	void saysSoIfWindowsDoesNotTellTheName() {
		ScriptedSspi windows = new ScriptedSspi();
		Sspi.Handle credentials = SspiUser.acquire(windows, "krbtgt");
		windows.nameStatus = 0x80090302;
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> SspiUser.principal(windows, credentials, "krbtgt"))
			.withMessageContaining("0x80090302")
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.KERBEROS_FAILED);
		windows.nameStatus = 0;
		windows.user = "";
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> SspiUser.principal(windows, credentials, "krbtgt"));
	}

}
