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

package io.github.iwaspring.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.entra.HostAndPort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetworkProbe}.
 */
class NetworkProbeTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final CompletableFuture<Thread> asking = new CompletableFuture<>();

	@Test
	void askAnswersFromADaemonThreadThatEnds() throws Exception {
		assertThat(NetworkProbe.<String>ask(LONG, () -> {
			this.asking.complete(Thread.currentThread());
			return "answer";
		})).isEqualTo("answer");
		assertThat(this.asking.join().isDaemon()).isTrue();
		this.asking.join().join();
	}

	@Test
	void askReturnsNullWhenTheQuestionFails() {
		assertThat(NetworkProbe.<String>ask(LONG, () -> {
			throw new IOException("no");
		})).isNull();
	}

	@Test
	void askInterruptsTheQuestionAfterTheTimeout() throws Exception {
		assertThat(NetworkProbe.<String>ask(SHORT, this::never)).isNull();
		this.asking.join().join();
	}

	@Test
	void askWhenInterruptedReturnsAtOnceAndKeepsTheFlag() {
		Thread.currentThread().interrupt();
		assertThat(NetworkProbe.<String>ask(LONG, this::never)).isNull();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aliasIsAbsentWhenDnsDoesNotAnswer() throws Exception {
		DoctorSettings.Kerberos mit = new DoctorSettings.Kerberos("x", null, true, false, IwaChannelBinding.AUTO);
		Evidence evidence = new Evidences().kerberos(mit).connectTimeout(SHORT).succeeded();
		assertThat(Checks.alias(evidence, Evidences.ADFS, (host) -> never())).isNull();
		this.asking.join().join();
	}

	@Test
	void certificateIsAbsentWhenDnsDoesNotAnswer() throws Exception {
		assertThat(NetworkProbe.certificate(Evidences.ADFS, SHORT, (host) -> {
			never();
			return InetAddress.getLoopbackAddress();
		})).isNull();
		this.asking.join().join();
	}

	@Test
	void certificateIsAbsentWhenTheHandshakeDoesNotEnd() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			HostAndPort host = HostAndPort.parse("localhost:" + server.getLocalPort());
			assertThat(NetworkProbe.certificate(host, Duration.ofSeconds(2), (name) -> {
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
