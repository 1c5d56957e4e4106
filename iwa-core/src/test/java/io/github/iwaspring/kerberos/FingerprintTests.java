package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import javax.security.auth.Subject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fingerprint} and {@link FileStamp}.
 */
class FingerprintTests {

	private static final FileTime THEN = FileTime.from(Instant.parse("2026-01-01T10:00:00Z"));

	private Path keytab;

	private Path krb5Conf;

	@BeforeEach
	void writeFiles(@TempDir Path folder) throws IOException {
		this.keytab = Files.writeString(folder.resolve("orders.keytab"), "keys");
		this.krb5Conf = Files.writeString(folder.resolve("krb5.conf"), "[libdefaults]");
		Files.setLastModifiedTime(this.keytab, THEN);
		Files.setLastModifiedTime(this.krb5Conf, THEN);
	}

	@Test
	void whatIsNotTouchedLooksTheSame() {
		assertThat(seen()).isEqualTo(seen());
	}

	@Test
	void aKeytabThatWasWrittenAnewLooksDifferent() throws IOException {
		Fingerprint before = seen();
		Files.setLastModifiedTime(this.keytab, FileTime.from(THEN.toInstant().plusNanos(1_000_000)));
		assertThat(seen()).isNotEqualTo(before);
	}

	@Test
	void aKeytabOfAnotherSizeLooksDifferent() throws IOException {
		Fingerprint before = seen();
		Files.writeString(this.keytab, "more keys");
		Files.setLastModifiedTime(this.keytab, THEN);
		assertThat(seen()).isNotEqualTo(before);
	}

	@Test
	void aFileThatTookThePlaceOfAnotherLooksDifferent() throws IOException {
		Fingerprint before = seen();
		Path other = Files.writeString(this.keytab.resolveSibling("other"), "keyz");
		Files.setLastModifiedTime(other, THEN);
		Files.delete(this.keytab);
		Files.createSymbolicLink(this.keytab, other);
		assertThat(seen()).isNotEqualTo(before);
	}

	@Test
	void aKeytabThatIsGoneLooksDifferentAndIsNoError() throws IOException {
		Fingerprint before = seen();
		Files.delete(this.keytab);
		assertThat(seen()).isNotEqualTo(before);
		assertThat(seen().covers(new Subject())).isFalse();
	}

	@Test
	void anotherKerberosConfigurationLooksDifferent() throws IOException {
		Fingerprint before = seen();
		Files.writeString(this.krb5Conf, "[realms]");
		assertThat(seen()).isNotEqualTo(before);
		Files.delete(this.krb5Conf);
		assertThat(seen().configuration()).isNull();
	}

	@Test
	void withoutAConfiguredOneTheConfigurationOfTheJvmCounts() {
		String before = System.getProperty(KerberosLogin.CONFIGURATION_PROPERTY);
		System.setProperty(KerberosLogin.CONFIGURATION_PROPERTY, this.krb5Conf.toString());
		try {
			assertThat(seen(null).configuration()).isEqualTo(FileStamp.of(this.krb5Conf)).isNotNull();
		}
		finally {
			restore(before);
		}
	}

	@Test
	void aCacheThatIsNoTicketCacheCoversNothing() {
		KerberosSettings settings = new KerberosSettings(this.keytab, null, null, this.krb5Conf, null);
		assertThat(Fingerprint.of(settings).covers(new Subject())).isFalse();
	}

	private Fingerprint seen() {
		return seen(this.krb5Conf);
	}

	private Fingerprint seen(@Nullable Path configuration) {
		return Fingerprint.of(new KerberosSettings(null, this.keytab, "orders@CONTOSO.COM", configuration, null));
	}

	private static void restore(@Nullable String property) {
		if (property != null) {
			System.setProperty(KerberosLogin.CONFIGURATION_PROPERTY, property);
		}
		else {
			System.clearProperty(KerberosLogin.CONFIGURATION_PROPERTY);
		}
	}

}
