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
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.fixtures.SecondUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link CredentialFile}: files that are not opened, neither here nor by the
 * JDK.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CredentialFileTests {

	private static final int OTHER_USER = 64_110;

	private Path file;

	@BeforeEach
	void chooseFile(@TempDir Path folder) {
		this.file = folder.resolve("krb5cc_1000");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a pipe of POSIX")
	void pipeIsNotOpened(boolean keytab) {
		assertThat(SecondUser.run(List.of("mkfifo", this.file.toString())).status()).isZero();
		assertRefused(keytab, "is not a regular file");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a pipe of POSIX")
	void configurationThatIsAPipeIsNotOpened() {
		assertThat(SecondUser.run(List.of("mkfifo", this.file.toString())).status()).isZero();
		KerberosSettings settings = new KerberosSettings(IwaKerberosProvider.JAVA, this.file.resolveSibling("krb5cc"),
				null, null, this.file, null, IwaChannelBinding.AUTO);
		String before = System.getProperty("java.security.krb5.conf");
		try {
			IwaException refusal = catchThrowableOfType(IwaException.class,
					() -> new JavaKerberosCredentials(settings).current());
			assertThat(refusal.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
			assertThat(refusal.stage()).isEqualTo(Stage.KERBEROS);
			assertThat(refusal).hasMessageContaining("is not a regular file")
				.hasMessageContaining("iwa.kerberos.krb5-conf");
		}
		finally {
			if (before == null) {
				System.clearProperty("java.security.krb5.conf");
			}
			else {
				System.setProperty("java.security.krb5.conf", before);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a pipe of POSIX")
	void linkToAPipeIsNotOpened(boolean keytab) throws IOException {
		Path pipe = this.file.resolveSibling("pipe");
		assertThat(SecondUser.run(List.of("mkfifo", pipe.toString())).status()).isZero();
		Files.createSymbolicLink(this.file, pipe);
		assertRefused(keytab, "is not a regular file");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "only administrators make symbolic links")
	void deviceIsNotOpened(boolean keytab) throws IOException {
		Files.createSymbolicLink(this.file, Path.of("/dev/zero"));
		assertRefused(keytab, "is not a regular file");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void folderIsNotOpened(boolean keytab) throws IOException {
		Files.createDirectory(this.file);
		assertRefused(keytab, "is a folder");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void fileOfManyGigabytesIsNotRead(boolean keytab) throws IOException {
		try (RandomAccessFile sparse = new RandomAccessFile(this.file.toFile(), "rw")) {
			// Windows takes the space at once
			sparse.setLength(OS.WINDOWS.isCurrentOs() ? CredentialFile.MAX_SIZE + 1 : 100L << 30);
		}
		assertRefused(keytab, "is larger than 32 MB");
	}

	@Test
	void fileThatIsNoTicketCacheIsNotGivenToTheJdk() throws IOException {
		Files.write(this.file, new byte[] { 5, 4, 0, 0, 0, 0, 0, 1, 0x7f, -1, -1, -1 });
		assertThat(refusal(false)).hasMessageContaining("is not a ticket cache");
	}

	@Test
	void missingFileIsNoProblemAndNotUsable() {
		CredentialFile missing = new CredentialFile(this.file, true);
		assertThat(missing.problem()).isNull();
		assertThat(missing.isUsable()).isFalse();
		assertThat(missing.read()).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void readReturnsTheContentOfAFile(boolean anybodys) throws IOException {
		Files.writeString(this.file, "tickets");
		assertThat(new CredentialFile(this.file, anybodys).read()).asString().isEqualTo("tickets");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "only administrators make symbolic links")
	void readReturnsTheContentOfTheFileThatALinkNames(boolean anybodys) throws IOException {
		Files.writeString(this.file, "tickets");
		Path link = Files.createSymbolicLink(this.file.resolveSibling("link"), this.file);
		assertThat(new CredentialFile(link, anybodys).read()).asString().isEqualTo("tickets");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the owners of POSIX")
	void fileOfAnotherUserIsNotReadWhereAnybodyCanPutIt() throws IOException {
		SecondUser hostile = SecondUser.require(OTHER_USER);
		Files.writeString(this.file, "tickets");
		hostile.own(this.file);
		assertForeign();
		assertThat(new CredentialFile(this.file, false).read()).as("a file that somebody has named").isNotNull();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the owners of POSIX")
	void linkToAFileOfAnotherUserIsNotFollowed() throws IOException {
		SecondUser hostile = SecondUser.require(OTHER_USER);
		Path target = Files.writeString(this.file.resolveSibling("target"), "tickets");
		hostile.own(target);
		Files.createSymbolicLink(this.file, target);
		assertForeign();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the owners of POSIX")
	void linkOfAnotherUserToAnOwnFileIsNotFollowed() throws IOException {
		SecondUser hostile = SecondUser.require(OTHER_USER);
		Path target = Files.writeString(this.file.resolveSibling("target"), "tickets");
		Path folder = Files.createDirectory(this.file.resolveSibling("tmp"));
		Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(SecondUser.run(List.of("chmod", "1777", folder.toString())).status()).isZero();
		this.file = folder.resolve("krb5cc_1000");
		hostile.shell("ln -s \"$1\" \"$2\"", target, this.file);
		assertForeign();
	}

	/**
	 * In containers {@code /tmp} is often a volume without the sticky bit.
	 */
	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions of POSIX")
	void ownFileInAFolderThatAnybodyCanWriteIsRead() throws IOException {
		Path folder = Files.createDirectory(this.file.resolveSibling("shared"));
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
		Path own = Files.writeString(folder.resolve("krb5cc_1000"), "tickets");
		assertThat(new CredentialFile(own, true).isUsable()).isTrue();
		assertThat(new CredentialFile(own, true).read()).isNotNull();
	}

	private void assertForeign() {
		CredentialFile judged = new CredentialFile(this.file, true);
		assertThat(judged.problem()).isEqualTo("belongs to another user of this machine (user id " + OTHER_USER + ")");
		assertThat(judged.isUsable()).isFalse();
		assertThat(judged.read()).isNull();
	}

	private void assertRefused(boolean keytab, String problem) {
		assertThat(new CredentialFile(this.file, false).read()).isNull();
		assertThat(refusal(keytab)).hasMessageContaining(problem)
			.hasMessageContaining(keytab ? "iwa.kerberos.keytab" : "iwa.kerberos.ticket-cache");
		assertThat(Fingerprint.of(settings(keytab))).isEqualTo(Fingerprint.of(settings(keytab)));
	}

	private IwaException refusal(boolean keytab) {
		IwaException refusal = catchThrowableOfType(IwaException.class,
				() -> new JavaKerberosCredentials(settings(keytab)).current().ticket());
		assertThat(refusal).isNotNull();
		assertThat(refusal.code()).isEqualTo(IwaErrorCode.TICKET_MISSING);
		assertThat(refusal.stage()).isEqualTo(Stage.KERBEROS);
		assertThat(refusal.isLocal()).isTrue();
		return refusal;
	}

	private KerberosSettings settings(boolean keytab) {
		return new KerberosSettings(IwaKerberosProvider.JAVA, keytab ? null : this.file, keytab ? this.file : null,
				keytab ? "orders@CONTOSO.COM" : null, null, null, IwaChannelBinding.AUTO);
	}

}
