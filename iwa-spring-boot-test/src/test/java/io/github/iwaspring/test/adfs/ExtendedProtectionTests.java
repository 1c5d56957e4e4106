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

package io.github.iwaspring.test.adfs;

import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.util.Base64;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.kerberos.Bindings;
import io.github.iwaspring.test.pki.CertificateAuthority;
import io.github.iwaspring.test.tenant.User;
import org.ietf.jgss.ChannelBinding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a {@link FederationServer} that requires channel bindings, over HTTP.
 */
class ExtendedProtectionTests {

	private static EmbeddedDirectory directory;

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start((options) -> options.extendedProtection(true));
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@ParameterizedTest
	@EnumSource
	void requestWhenBoundToTheConnectionThenIssuesAssertion(WsTrustVersion version) throws Exception {
		HttpResponse<String> response = wsTrust(directory, version, Bindings.withoutAddresses(certificate()));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains(User.ALICE.upn());
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((proof) -> assertThat(proof).as("the proof of the service").startsWith("Negotiate "));
	}

	@ParameterizedTest
	@EnumSource
	void requestWhenNotBoundThenChallenges(WsTrustVersion version) throws Exception {
		assertChallenged(wsTrust(directory, version, null));
	}

	@Test
	void requestWhenBoundToAnotherServerThenChallenges() throws Exception {
		X509Certificate other = CertificateAuthority.create().issueServerCertificate().certificate();
		assertChallenged(wsTrust(directory, WsTrustVersion.V1_3, Bindings.withoutAddresses(other)));
	}

	@Test
	void requestByDefaultNeedsNoBinding() throws Exception {
		try (EmbeddedDirectory usual = EmbeddedDirectory.start()) {
			assertThat(wsTrust(usual, WsTrustVersion.V1_3, null).statusCode()).isEqualTo(200);
		}
	}

	private static void assertChallenged(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
		assertThat(response.body()).doesNotContain(User.ALICE.upn());
	}

	private static HttpResponse<String> wsTrust(EmbeddedDirectory directory, WsTrustVersion version,
			@Nullable ChannelBinding binding) throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		return alice.wsTrust(version, "Authorization",
				"Negotiate " + Base64.getEncoder().encodeToString(alice.ticket().token(binding)));
	}

	private static X509Certificate certificate() throws Exception {
		HttpResponse<String> metadata = new ManualSignIn(directory, User.ALICE).http().get(directory.metadataUrl());
		return (X509Certificate) metadata.sslSession().orElseThrow().getPeerCertificates()[0];
	}

}
