package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.kerberos.TicketRequest.Kind;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * When a log-in by the JDK's Kerberos is used again, with a real KDC and a clock that is
 * set.
 */
class KeptLoginTests {

	private static final Duration TEN_HOURS = Duration.ofHours(10);

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final Path cache = this.directory.ticketCache(User.ALICE);

	private final KerberosSettings settings = new KerberosSettings(this.cache, null, null, this.directory.krb5Conf(),
			null);

	private Instant now = Instant.now();

	private final JavaKerberosCredentials alice = credentials(this.settings);

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void aTicketIsReliedOnUntilFiveMinutesBeforeItsEnd() {
		use(this.alice);
		this.now = this.now.plus(TEN_HOURS).minusSeconds(6 * 60);
		use(this.alice);
		assertThat(serviceTickets()).isOne();
		this.now = this.now.plusSeconds(2 * 60);
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void aShortLivedTicketIsReliedOnForNineTenthsOfItsTime() {
		this.directory.kinit(User.ALICE, this.cache, Duration.ofMinutes(20));
		use(this.alice);
		this.now = this.now.plusSeconds(17 * 60);
		use(this.alice);
		assertThat(serviceTickets()).isOne();
		this.now = this.now.plusSeconds(2 * 60);
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void aKeytabGetsANewTicketBeforeTheFormerOneEnds() {
		JavaKerberosCredentials bob = credentials(new KerberosSettings(null, this.directory.keytab(User.BOB),
				User.BOB.principal(), this.directory.krb5Conf(), null));
		use(bob);
		use(bob);
		assertThat(this.directory.log().tickets(Kind.AUTHENTICATION)).isOne();
		Instant end = bob.current().ticket().expiresAt();
		this.now = end.minusSeconds(4 * 60);
		use(bob);
		assertThat(this.directory.log().tickets(Kind.AUTHENTICATION)).isEqualTo(2);
	}

	@Test
	void aKeytabAsksNobodyForTheNameOfItsPrincipal() {
		JavaKerberosCredentials bob = credentials(new KerberosSettings(null, this.directory.keytab(User.BOB),
				User.BOB.principal(), this.directory.krb5Conf(), null));
		assertThat(bob.current().principal()).isEqualTo(User.BOB.principal());
		bob.fingerprint();
		assertThat(this.directory.log().ticketRequests()).isEmpty();
	}

	@Test
	void anExchangeThatIsNotAcceptedHasTheNextUseLogInAnew() {
		use(this.alice);
		token(this.alice.current()).close();
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void aFailureOfKerberosHasTheNextUseLogInAnew() {
		use(this.alice);
		KerberosIdentity identity = this.alice.current();
		try (SpnegoContext context = identity.createContext("127.0.0.1", () -> null)) {
			IwaException failure = catchThrowableOfType(IwaException.class, () -> context.nextToken(null));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.SPN_UNKNOWN);
		}
		int asked = serviceTickets();
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(asked + 1);
	}

	@Test
	void aLateFailureOfAFormerLogInLeavesTheNewOneAlone() {
		use(this.alice);
		SpnegoContext late = token(this.alice.current());
		this.directory.kinit(User.ALICE);
		use(this.alice);
		late.close();
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void anIdentityStaysWithItsTicketAfterAnotherTookItsPlace() {
		KerberosIdentity identity = this.alice.current();
		this.directory.kinit(User.BOB, this.cache, TEN_HOURS);
		assertThat(this.alice.current().principal()).isEqualTo(User.BOB.principal());
		token(identity).close();
		assertThat(identity.principal()).isEqualTo(User.ALICE.principal());
	}

	@Test
	void anotherPrincipalsTicketIsNoticedEvenIfTheFileLooksTheSame() throws IOException {
		FileStamp looks = FileStamp.of(this.cache);
		use(this.alice);
		byte[] content = Files.readAllBytes(this.directory.ticketCache(User.PETRA));
		Files.write(this.cache, content);
		Files.setLastModifiedTime(this.cache, looks.modified());
		assertThat(FileStamp.of(this.cache)).isEqualTo(looks);
		assertThat(this.alice.current().principal()).isEqualTo(User.PETRA.principal());
	}

	@Test
	void whatIsForgottenIsAskedForAgain() {
		use(this.alice);
		this.alice.forget();
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void aConfigurationThatOthersChangedIsSetAndReadAgain() {
		use(this.alice);
		String configured = System.getProperty(KerberosLogin.CONFIGURATION_PROPERTY);
		System.setProperty(KerberosLogin.CONFIGURATION_PROPERTY, "/nowhere/krb5.conf");
		try {
			use(this.alice);
			assertThat(serviceTickets()).isEqualTo(2);
			assertThat(System.getProperty(KerberosLogin.CONFIGURATION_PROPERTY)).isEqualTo(configured);
		}
		finally {
			System.setProperty(KerberosLogin.CONFIGURATION_PROPERTY, configured);
		}
	}

	@Test
	void manyThreadsUseOneLogIn() {
		use(this.alice);
		List<CompletableFuture<Void>> threads = IntStream.range(0, 200)
			.mapToObj((thread) -> CompletableFuture.runAsync(() -> use(this.alice)))
			.toList();
		threads.forEach(CompletableFuture::join);
		assertThat(serviceTickets()).isOne();
	}

	@Test
	void theFingerprintChangesWithEachNewTicketAndWithNothingElse() {
		Object first = this.alice.fingerprint();
		use(this.alice);
		assertThat(this.alice.fingerprint()).isEqualTo(first).hasSameHashCodeAs(first);
		this.directory.kinit(User.ALICE);
		Object second = this.alice.fingerprint();
		assertThat(second).isNotEqualTo(first);
		this.directory.kdestroy(User.ALICE);
		Object none = this.alice.fingerprint();
		assertThat(none).isNotEqualTo(second).isNotEqualTo(first).isEqualTo(this.alice.fingerprint());
		assertThat(second.toString()).doesNotContainIgnoringCase("alice").doesNotContain("krb5");
	}

	private JavaKerberosCredentials credentials(KerberosSettings settings) {
		return new JavaKerberosCredentials(settings, () -> this.now);
	}

	/**
	 * A sign-in that succeeds.
	 */
	private static void use(KerberosCredentials credentials) {
		try (SpnegoContext context = token(credentials.current())) {
			context.markAccepted();
		}
	}

	private static SpnegoContext token(KerberosIdentity identity) {
		SpnegoContext context = identity.createContext("localhost", () -> null);
		assertThat(context.nextToken(null)).isNotEmpty();
		return context;
	}

	private int serviceTickets() {
		return (int) this.directory.log()
			.ticketRequests()
			.stream()
			.filter((request) -> request.kind() == Kind.SERVICE_TICKET)
			.count();
	}

}
