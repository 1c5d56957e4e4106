package io.github.iwaspring.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Bounded}, and for those who ask by it.
 */
class BoundedTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final CompletableFuture<Thread> asking = new CompletableFuture<>();

	@Test
	void anAnswerComesFromAThreadThatEndsWithIt() throws Exception {
		assertThat(Bounded.<String>ask(LONG, () -> {
			this.asking.complete(Thread.currentThread());
			return "answer";
		})).isEqualTo("answer");
		assertThat(this.asking.join().isDaemon()).isTrue();
		this.asking.join().join();
	}

	@Test
	void aQuestionThatFailsHasNoAnswer() {
		assertThat(Bounded.<String>ask(LONG, () -> {
			throw new IOException("no");
		})).isNull();
	}

	@Test
	void whoNeverAnswersIsInterrupted() throws Exception {
		assertThat(Bounded.<String>ask(SHORT, this::never)).isNull();
		this.asking.join().join();
	}

	@Test
	void whoIsInterruptedWaitsNoLongerAndKeepsTheFlag() {
		Thread.currentThread().interrupt();
		assertThat(Bounded.<String>ask(LONG, this::never)).isNull();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aNameThatIsNotResolvedIsNoAlias() throws Exception {
		DoctorSettings.Kerberos mit = new DoctorSettings.Kerberos("x", null, true, false, ChannelBindingMode.AUTO);
		Evidence evidence = new Evidences().kerberos(mit).connectTimeout(SHORT).succeeded();
		assertThat(FederationChecks.alias(evidence, Evidences.ADFS, (host) -> never())).isNull();
		this.asking.join().join();
	}

	@Test
	void aNameThatIsNotResolvedHasNoCertificate() throws Exception {
		assertThat(PresentedCertificate.ask(Evidences.ADFS, SHORT, (host) -> {
			never();
			return InetAddress.getLoopbackAddress();
		})).isNull();
		this.asking.join().join();
	}

	@Test
	void aHandshakeThatIsDrawnOutIsGivenUp() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			HostAndPort host = HostAndPort.parse("localhost:" + server.getLocalPort());
			assertThat(PresentedCertificate.ask(host, Duration.ofSeconds(2), (name) -> {
				this.asking.complete(Thread.currentThread());
				return server.getInetAddress();
			})).isNull();
			try (Socket socket = server.accept()) {
				socket.getInputStream().readAllBytes();
			}
			this.asking.join().join();
		}
	}

	private String never() {
		this.asking.complete(Thread.currentThread());
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return "late";
	}

}
