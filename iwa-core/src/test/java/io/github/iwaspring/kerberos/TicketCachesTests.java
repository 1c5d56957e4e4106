package io.github.iwaspring.kerberos;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TicketCaches}.
 */
class TicketCachesTests {

	@ParameterizedTest
	@CsvSource({ "/tmp/krb5cc_1000, /tmp/krb5cc_1000", "KEYRING:persistent:1000, KEYRING:persistent:1000",
			"/run/alice@contoso.com.ccache, /run/a***@contoso.com.ccache",
			"C:\\caches\\alice@CONTOSO.COM, C:\\caches\\a***@CONTOSO.COM" })
	void aPathIsShownWithoutNamesOfUsers(String path, String shown) {
		assertThat(TicketCaches.shown(path)).isEqualTo(shown);
	}

	@Test
	void theUsersOwnFolderAndNameAreNotShown() {
		String name = System.getProperty("user.name");
		assertThat(TicketCaches.shown(System.getProperty("user.home") + "/krb5cc_" + name)).isEqualTo("~/krb5cc_***");
	}

}
