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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.fixtures.KerberosFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link WrongKeyBrake}: how often a wrong key is shown to a domain controller,
 * with the JDK's real Kerberos and a clock that the test sets.
 */
class WrongKeyBrakeTests {

	private KerberosLab lab;

	@BeforeEach
	void start(@TempDir Path folder) throws IOException {
		this.lab = new KerberosLab(folder);
		this.lab.kdc.refuseKey(24);
	}

	@AfterEach
	void stop() throws IOException {
		this.lab.close();
	}

	@Test
	void wrongKeyIsShownOnceInFiveMinutes() throws IOException {
		JavaKerberosCredentials credentials = this.lab.keytab();
		Instant since = this.lab.now;
		for (int minute = 0; minute < 11; minute++) {
			for (int call = 0; call < 20; call++) {
				IwaException failure = KerberosLab.failure(credentials);
				assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
				assertThat(failure.description())
					.contains("wrong since " + since.truncatedTo(ChronoUnit.SECONDS).toString());
				assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(5 - (minute % 5)));
			}
			this.lab.now = this.lab.now.plusSeconds(60);
		}
		assertThat(this.lab.kdc.preauthentications()).isEqualTo(3);
		assertThat(this.lab.kdc.requests()).hasSize(6);
	}

	@Test
	void otherUsersOfTheSameKeyAreBrakedToo() throws IOException {
		assertThat(KerberosLab.failure(this.lab.keytab()).code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
		JavaKerberosCredentials ofDoctor = this.lab
			.credentials(this.lab.settings(null, this.lab.file("alice.keytab"), KerberosLab.ALICE));
		ofDoctor.forget();
		IwaException failure = catchThrowableOfType(IwaException.class, () -> ofDoctor.current().ticket());
		assertThat(failure.description()).contains("does not accept the key", "wrong since");
		assertThat(this.lab.kdc.preauthentications()).isOne();
	}

	@Test
	void forgetDoesNotReleaseTheBrake() throws IOException {
		JavaKerberosCredentials credentials = this.lab.keytab();
		for (int call = 0; call < 5; call++) {
			KerberosLab.failure(credentials);
			credentials.forget();
		}
		assertThat(this.lab.kdc.preauthentications()).isOne();
	}

	@Test
	void newKeytabIsTriedAtOnce() throws IOException {
		JavaKerberosCredentials credentials = this.lab.keytab();
		KerberosLab.failure(credentials);
		Path keytab = this.lab.file("alice.keytab");
		KerberosFiles.keytab(keytab, KerberosFiles.AES256, "alice");
		Files.setLastModifiedTime(keytab, FileTime.from(Instant.now().plusSeconds(10)));
		KerberosLab.failure(credentials);
		assertThat(this.lab.kdc.preauthentications()).isEqualTo(2);
	}

	@Test
	void otherPrincipalOfTheSameKeytabIsNotBraked() throws IOException {
		KerberosLab.failure(this.lab.keytab());
		IwaException failure = KerberosLab.failure(this.lab.keytab(this.lab.file("alice.keytab"), "bob@CONTOSO.COM"));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.TICKET_MISSING);
	}

	@ParameterizedTest
	@ValueSource(ints = { 6, 12, 18, 23, 37, 60 })
	void otherFailuresAreNotBraked(int number) throws IOException {
		this.lab.kdc.answer(number);
		JavaKerberosCredentials credentials = this.lab.keytab();
		assertThat(KerberosLab.failure(credentials).retryAfter()).isNull();
		int first = this.lab.kdc.requests().size();
		KerberosLab.failure(credentials);
		assertThat(this.lab.kdc.requests()).hasSize(2 * first);
	}

	@Test
	void keyThatDoesNotDecryptTheAnswerIsWrongToo() throws IOException {
		this.lab.kdc.refuseKey(31);
		JavaKerberosCredentials credentials = this.lab.keytab();
		KerberosLab.failure(credentials);
		assertThat(KerberosLab.failure(credentials).retryAfter()).isEqualTo(Duration.ofMinutes(5));
		assertThat(this.lab.kdc.preauthentications()).isOne();
	}

	@Test
	void ticketCacheIsNotBraked() throws IOException {
		JavaKerberosCredentials credentials = this.lab.ticketCache();
		KerberosLab.failure(credentials);
		assertThat(KerberosLab.failure(credentials).retryAfter()).isNull();
	}

	@Test
	void manyThreadsShowAWrongKeyOnce() throws IOException {
		JavaKerberosCredentials credentials = this.lab.keytab();
		List<CompletableFuture<IwaException>> failures = IntStream.range(0, 20)
			.mapToObj((thread) -> CompletableFuture.supplyAsync(() -> KerberosLab.failure(credentials)))
			.toList();
		assertThat(failures).extracting(CompletableFuture::join)
			.extracting(IwaException::code)
			.containsOnly(IwaErrorCode.KERBEROS_FAILED);
		assertThat(this.lab.kdc.preauthentications()).isOne();
	}

	@Test
	void clockThatIsSetBackEndsThePause() throws IOException {
		JavaKerberosCredentials credentials = this.lab.keytab();
		KerberosLab.failure(credentials);
		this.lab.now = this.lab.now.minusSeconds(60);
		KerberosLab.failure(credentials);
		assertThat(this.lab.kdc.preauthentications()).isEqualTo(2);
	}

	@Test
	void acceptedCredentialsAreNoLongerWrong() {
		WrongKeyBrake brake = new WrongKeyBrake(() -> this.lab.now);
		Object credentials = new Object();
		brake.rejected(credentials, failure());
		this.lab.now = this.lab.now.plus(WrongKeyBrake.PAUSE);
		assertThat(brake.logIn(credentials, () -> "accepted")).isEqualTo("accepted");
		this.lab.now = this.lab.now.plusSeconds(60);
		assertThat(brake.rejected(credentials, failure()).description())
			.contains("wrong since " + this.lab.now.truncatedTo(ChronoUnit.SECONDS));
	}

	@Test
	void loginsWithOtherCredentialsDoNotWaitForOneAnother() throws Exception {
		WrongKeyBrake brake = new WrongKeyBrake(InstantSource.system());
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch inside = new CountDownLatch(1);
		CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> brake.logIn("slow", () -> {
			inside.countDown();
			await(release);
			return "slow";
		}));
		inside.await();
		AtomicInteger others = new AtomicInteger();
		brake.logIn("other", others::incrementAndGet);
		assertThat(others).hasValue(1);
		assertThat(slow).isNotDone();
		release.countDown();
		assertThat(slow.join()).isEqualTo("slow");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static IwaException failure() {
		return IwaException.of(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS).description("No.").action("Do.").build();
	}

}
