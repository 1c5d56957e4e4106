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

package io.github.iwaspring.directory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.TestTls;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link WsTrustNegotiation}, with a real TLS server and scripted Kerberos.
 */
class WsTrustNegotiationTests {

	private final Script kerberos = new Script();

	private final AcquisitionContext acquisition = new AcquisitionContext(IwaTokenRequest.defaults(),
			Duration.ofSeconds(30), AcquisitionListener.NONE);

	private RecordingServer server;

	private SignInContext context;

	@BeforeEach
	void start() throws IOException {
		this.server = RecordingServer.https();
		this.context = SignInContext.open(this.acquisition, this.kerberos);
		this.context.federationMetadata(this.server.url("/mex"));
	}

	@AfterEach
	void stop() {
		this.context.close();
		this.server.close();
	}

	@Test
	void certificateIsLearntByARequestWithoutATicket() throws Exception {
		send();
		assertThat(this.server.received()).extracting(RecordingServer.Received::method).containsExactly("HEAD", "POST");
		assertThat(this.server.authorizations()).containsExactly("none", "Negotiate YQ==");
		assertThat(this.kerberos.bindings).hasSize(1).doesNotContainNull();
	}

	@Test
	void certificateOfTheMetadataIsEnough() throws Exception {
		this.context.responseReceived(request(), responseOf(TestTls.certificate()));
		send();
		assertThat(this.server.authorizations()).containsExactly("Negotiate YQ==");
	}

	@Test
	void serverWithAnotherCertificateGetsItsOwnTicket() throws Exception {
		this.context.responseReceived(request(), responseOf(TestTls.anotherCertificate()));
		List<Integer> statuses = new ArrayList<>(List.of(401, 200));
		this.server.answer("/trust", (request) -> new RecordingServer.Answer(statuses.remove(0),
				Map.of("WWW-Authenticate", List.of("Negotiate")), ""));
		assertThat(send().status()).isEqualTo(200);
		assertThat(this.server.authorizations()).containsExactly("Negotiate YQ==", "Negotiate YQ==");
		assertThat(this.kerberos.bindings).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void rejectionByTheServerOfTheBindingIsFinal() throws Exception {
		this.server.answer("/trust", (request) -> RecordingServer.Answer.unauthorized("Negotiate"));
		assertThat(send().status()).isEqualTo(401);
		assertThat(this.server.authorizations()).containsExactly("none", "Negotiate YQ==");
	}

	@Test
	void everyRefusalDiscardsTheTicket() {
		this.context.responseReceived(request(), responseOf(TestTls.certificate()));
		List<Integer> statuses = new ArrayList<>(List.of(500, 403, 400, 200, 401));
		this.server.answer("/trust", (request) -> new RecordingServer.Answer(statuses.remove(0), Map.of(), "<Fault/>"));
		for (int refusals = 1; refusals <= 3; refusals++) {
			send();
			assertThat(this.kerberos.rejected).isEqualTo(refusals);
		}
		assertThat(send().status()).isEqualTo(200);
		assertThat(this.kerberos.rejected).isEqualTo(3);
		send();
		assertThat(this.kerberos.rejected).isEqualTo(4);
	}

	@Test
	void ticketThatWasKeptIsRepeatedOnceWithANewOne() {
		this.context.responseReceived(request(), responseOf(TestTls.certificate()));
		this.kerberos.reused = true;
		List<Integer> statuses = new ArrayList<>(List.of(401, 200, 401, 401));
		this.server.answer("/trust", (request) -> new RecordingServer.Answer(statuses.remove(0),
				Map.of("WWW-Authenticate", List.of("Negotiate")), ""));
		assertThat(send().status()).isEqualTo(200);
		assertThat(send().status()).as("two rejections").isEqualTo(401);
		assertThat(this.server.authorizations()).hasSize(4);
		assertThat(this.kerberos.rejected).isEqualTo(3);
	}

	@Test
	void ticketThatWasKeptIsRepeatedDespiteAReasonInTheToken() {
		this.context.responseReceived(request(), responseOf(TestTls.certificate()));
		this.kerberos.reused = true;
		this.kerberos.failure = failure(IwaErrorCode.NEGOTIATE_REJECTED, "The key is old.");
		List<RecordingServer.Answer> answers = new ArrayList<>(List
			.of(RecordingServer.Answer.unauthorized("Negotiate Yg=="), new RecordingServer.Answer(200, Map.of(), "")));
		this.server.answer("/trust", (request) -> answers.remove(0));
		assertThat(send().status()).isEqualTo(200);
	}

	@Test
	void reasonInTheTokenOfARejectionReplacesGeneralAdvice() {
		this.server.answer("/trust", (request) -> RecordingServer.Answer.unauthorized("Negotiate Yg=="));
		this.kerberos.failure = failure(IwaErrorCode.NEGOTIATE_REJECTED, "The key is old.");
		IwaException failure = catchThrowableOfType(IwaException.class, this::send);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.NEGOTIATE_REJECTED);
		assertThat(failure.stage()).isEqualTo(Stage.WS_TRUST);
		assertThat(failure.description()).contains("offers Negotiate", "The key is old.");
		assertThat(failure.action()).isEqualTo("Avoid that.");
	}

	@Test
	void reasonInTheTokenOfARejectionIsTheFailure() {
		this.server.answer("/trust", (request) -> RecordingServer.Answer.unauthorized("Negotiate Yg=="));
		this.kerberos.failure = failure(IwaErrorCode.CLOCK_SKEW, "The clocks differ.");
		IwaException failure = catchThrowableOfType(IwaException.class, this::send);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.CLOCK_SKEW);
		assertThat(failure.stage()).isEqualTo(Stage.KERBEROS);
	}

	@Test
	void unknownReasonInTheTokenOfARejectionIsAdded() {
		this.server.answer("/trust", (request) -> RecordingServer.Answer.unauthorized("Negotiate Yg=="));
		this.kerberos.failure = failure(IwaErrorCode.KERBEROS_FAILED, "Windows fell back to NTLM.");
		IwaException failure = catchThrowableOfType(IwaException.class, this::send);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.NEGOTIATE_REJECTED);
		assertThat(failure).hasMessageContaining("Windows fell back to NTLM.").hasMessageContaining("Avoid that.");
		assertThat(failure.action()).contains("setspn -Q */localhost");
	}

	@Test
	void proofThatDoesNotCompleteTheNegotiationIsNotGenuine() {
		this.server.answer("/trust", (request) -> new RecordingServer.Answer(200,
				Map.of("WWW-Authenticate", List.of("Negotiate Yg==")), ""));
		IwaException failure = catchThrowableOfType(IwaException.class, this::send);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
		assertThat(failure).hasMessageContaining("not genuine");
	}

	@Test
	void proofThatCompletesTheNegotiationIsGenuine() throws Exception {
		this.server.answer("/trust", (request) -> new RecordingServer.Answer(200,
				Map.of("WWW-Authenticate", List.of("Negotiate Yg==")), ""));
		this.kerberos.establishedBy = 2;
		assertThat(send().status()).isEqualTo(200);
	}

	private DirectoryResponse send() {
		HttpRequest.Builder httpRequest = HttpRequest.newBuilder(this.server.url("/trust"))
			.POST(BodyPublishers.ofString("<soap/>"));
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.sslContext(TestTls.clientBundle().createSslContext())
			.build();
		WsTrustNegotiation negotiation = new WsTrustNegotiation(
				new HttpTransport(new HttpSettings(() -> client, Duration.ofSeconds(10), 10_000)), Set.of());
		return negotiation.send(request(), httpRequest, this.context);
	}

	private DirectoryRequest request() {
		return new DirectoryRequest(ProtocolStep.WS_TRUST, "POST", this.server.url("/trust"));
	}

	private static DirectoryResponse responseOf(X509Certificate certificate) {
		return new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), "", certificate);
	}

	private static IwaException failure(IwaErrorCode code, String description) {
		return IwaException.of(code, Stage.KERBEROS).description(description).action("Avoid that.").build();
	}

	/**
	 * Kerberos with the token "a", which fails or succeeds as a test sets.
	 */
	private static final class Script implements KerberosIdentity {

		private final List<@Nullable ChannelBinding> bindings = new ArrayList<>();

		private @Nullable IwaException failure;

		private int establishedBy = Integer.MAX_VALUE;

		private int rejected;

		private boolean reused;

		@Override
		public String principal() {
			return "alice@CONTOSO.COM";
		}

		@Override
		public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
			this.bindings.add(binding.get());
			return new Negotiation();
		}

		private final class Negotiation implements SpnegoContext {

			private int rounds;

			@Override
			public byte[] nextToken(byte @Nullable [] challenge) {
				if (challenge != null && Script.this.failure != null) {
					throw Script.this.failure;
				}
				this.rounds++;
				return (challenge != null) ? new byte[0] : new byte[] { 'a' };
			}

			@Override
			public boolean isEstablished() {
				return this.rounds >= Script.this.establishedBy;
			}

			@Override
			public boolean isTicketReused() {
				return Script.this.reused;
			}

			@Override
			public void markRejected() {
				Script.this.rejected++;
			}

			@Override
			public void close() {
			}

		}

	}

}
