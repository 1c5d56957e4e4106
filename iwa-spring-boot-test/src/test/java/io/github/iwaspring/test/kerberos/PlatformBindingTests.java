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

package io.github.iwaspring.test.kerberos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import io.github.iwaspring.test.pki.CertificateAuthority;
import org.apache.kerby.kerberos.kerb.request.KrbIdentity;
import org.ietf.jgss.GSSException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for channel bindings that the JDK's bridge to the platform's GSSAPI sends, with a
 * {@link SpnegoAcceptor} that requires them. They use MIT's library, in a separate
 * process.
 */
class PlatformBindingTests {

	private static final X509Certificate SERVER = CertificateAuthority.create().issueServerCertificate().certificate();

	@TempDir
	private Path folder;

	private KerberosMembership kerberos;

	private SpnegoAcceptor acceptor;

	@BeforeEach
	void join() {
		this.kerberos = KerberosNetwork.join(List.of("alice@CONTOSO.COM"), (request) -> {
		});
		this.acceptor = this.kerberos.acceptor(this.folder.resolve("http.keytab")).boundTo(SERVER);
	}

	@AfterEach
	void leave() {
		this.kerberos.close();
	}

	@Test
	void acceptWhenLibraryBindsWithoutAddressesThenAccepts() throws Exception {
		byte[] token = token("internal");
		assertThat(this.acceptor.accept(token).principal()).isEqualTo("alice@CONTOSO.COM");
	}

	@Test
	void acceptWhenPublicApiBindsWithAddressType255ThenRefuses() throws Exception {
		byte[] token = token("public");
		KrbIdentity service = this.kerberos.realmOf(KerberosMembership.SERVICE)
			.principals()
			.require(KerberosMembership.SERVICE);
		assertThat(AuthenticatorChecksum.bindings(GssToken.apRequest(token), service))
			.isEqualTo(hash(255, Bindings.applicationData(SERVER)));
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> this.acceptor.accept(token))
			.satisfies((ex) -> assertThat(ex.getMajor()).isEqualTo(GSSException.BAD_BINDINGS));
	}

	private static byte[] hash(int addressType, byte[] applicationData) throws Exception {
		ByteBuffer structure = ByteBuffer.allocate(5 * Integer.BYTES + applicationData.length)
			.order(ByteOrder.LITTLE_ENDIAN);
		structure.putInt(addressType).putInt(0).putInt(addressType).putInt(0);
		structure.putInt(applicationData.length).put(applicationData);
		return MessageDigest.getInstance("MD5").digest(structure.array());
	}

	private byte[] token(String binding) throws Exception {
		Path cache = this.folder.resolve("cache");
		this.kerberos.writeTicketCache("alice@CONTOSO.COM", cache, Duration.ofHours(1));
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dsun.security.jgss.native=true", "-Djavax.security.auth.useSubjectCredsOnly=false", "--add-exports",
				"java.security.jgss/sun.security.jgss.krb5.internal=ALL-UNNAMED", "-cp",
				System.getProperty("java.class.path"), PlatformTokenPrinter.class.getName(), binding,
				Base64.getEncoder().encodeToString(Bindings.applicationData(SERVER)))
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().put("KRB5CCNAME", "FILE:" + cache);
		builder.environment().put("KRB5_CONFIG", this.kerberos.configuration().toString());
		Process process = builder.start();
		String token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		int status = process.waitFor();
		assumeTrue(status != PlatformTokenPrinter.NO_LIBRARY, "SKIPPED: no GSSAPI library is installed");
		assertThat(status).isZero();
		assertThat(Files.readString(cache, StandardCharsets.ISO_8859_1))
			.as("the cache, which only the native library writes to")
			.contains("HTTP");
		return Base64.getDecoder().decode(token);
	}

}
