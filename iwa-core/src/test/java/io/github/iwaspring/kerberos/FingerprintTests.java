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

package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import javax.security.auth.Subject;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.Fingerprint.FileStamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fingerprint}.
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
	void fingerprintWhenNothingChangedThenIsEqual() {
		assertThat(fingerprint()).isEqualTo(fingerprint());
	}

	@Test
	void fingerprintWhenKeytabRewrittenThenDiffers() throws IOException {
		Fingerprint before = fingerprint();
		Files.setLastModifiedTime(this.keytab, FileTime.from(THEN.toInstant().plusNanos(1_000_000)));
		assertThat(fingerprint()).isNotEqualTo(before);
	}

	@Test
	void fingerprintWhenSizeOfKeytabChangedThenDiffers() throws IOException {
		Fingerprint before = fingerprint();
		Files.writeString(this.keytab, "more keys");
		Files.setLastModifiedTime(this.keytab, THEN);
		assertThat(fingerprint()).isNotEqualTo(before);
	}

	@Test
	void fingerprintWhenKeytabReplacedThenDiffers() throws IOException {
		Fingerprint before = fingerprint();
		Path other = Files.writeString(this.keytab.resolveSibling("other"), "keyz");
		Files.setLastModifiedTime(other, THEN);
		Files.delete(this.keytab);
		Files.createSymbolicLink(this.keytab, other);
		assertThat(fingerprint()).isNotEqualTo(before);
	}

	@Test
	void fingerprintWhenKeytabDeletedThenDiffersAndCoversNothing() throws IOException {
		Fingerprint before = fingerprint();
		Files.delete(this.keytab);
		assertThat(fingerprint()).isNotEqualTo(before);
		assertThat(fingerprint().covers(new Subject())).isFalse();
	}

	@Test
	void fingerprintWhenConfigurationChangedThenDiffers() throws IOException {
		Fingerprint before = fingerprint();
		Files.writeString(this.krb5Conf, "[realms]");
		assertThat(fingerprint()).isNotEqualTo(before);
		Files.delete(this.krb5Conf);
		assertThat(fingerprint().configuration()).isNull();
	}

	@Test
	void fingerprintWhenNoConfigurationIsSetThenUsesThatOfTheJvm() {
		String before = System.getProperty(Krb5Configuration.PROPERTY);
		System.setProperty(Krb5Configuration.PROPERTY, this.krb5Conf.toString());
		try {
			assertThat(fingerprint(null).configuration()).isEqualTo(FileStamp.of(this.krb5Conf)).isNotNull();
		}
		finally {
			restore(before);
		}
	}

	@Test
	void coversWhenFileIsNotATicketCacheThenIsFalse() {
		KerberosSettings settings = new KerberosSettings(IwaKerberosProvider.JAVA, this.keytab, null, null,
				this.krb5Conf, null, IwaChannelBinding.AUTO);
		assertThat(Fingerprint.of(settings).covers(new Subject())).isFalse();
	}

	private Fingerprint fingerprint() {
		return fingerprint(this.krb5Conf);
	}

	private Fingerprint fingerprint(@Nullable Path configuration) {
		return Fingerprint.of(new KerberosSettings(IwaKerberosProvider.JAVA, null, this.keytab, "orders@CONTOSO.COM",
				configuration, null, IwaChannelBinding.AUTO));
	}

	private static void restore(@Nullable String property) {
		if (property != null) {
			System.setProperty(Krb5Configuration.PROPERTY, property);
		}
		else {
			System.clearProperty(Krb5Configuration.PROPERTY);
		}
	}

}
