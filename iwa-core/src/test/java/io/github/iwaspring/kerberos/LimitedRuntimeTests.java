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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.fixtures.KerberosFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java runtimes that lack a part of Kerberos, or have another charset: each in a JVM of
 * its own.
 */
class LimitedRuntimeTests {

	private static final String OUTCOME = "outcome: ";

	@TempDir
	private Path folder;

	@Test
	void runtimeWithoutModuleOfTheLoginNamesIt() throws Exception {
		String modules = "--limit-modules=java.base,java.logging,java.naming,java.security.jgss,java.xml,java.net.http";
		for (boolean keytab : new boolean[] { false, true }) {
			assertThat(run(List.of(modules), Map.of(), "alice", keytab, false))
				.startsWith("provider-unavailable local ")
				.contains("--add-modules jdk.security.auth");
		}
	}

	@Test
	void runtimeWithoutJavasGssapiNamesItsProvider() throws Exception {
		assertThat(run(List.of(), Map.of(), "alice", false, true)).startsWith("provider-unavailable local ")
			.contains("SunJGSS")
			.doesNotContain("sun.security.jgss.native");
	}

	@Test
	void nameOutsideOfAsciiIsReadOrTheCharsetIsNamed() throws Exception {
		for (boolean keytab : new boolean[] { false, true }) {
			String output = run(List.of(), Map.of("LC_ALL", "C", "LANG", "C"), "m\u00fcller", keytab, false);
			if (Runtime.version().feature() < 18) {
				assertThat(output).startsWith("kerberos-failed local ").contains("charset", "-Dfile.encoding=UTF-8");
			}
			else {
				assertThat(output).startsWith("principal m\u00fcller@");
			}
			assertThat(run(List.of("-Dfile.encoding=UTF-8"), Map.of("LC_ALL", "C"), "m\u00fcller", keytab, false))
				.startsWith("principal m\u00fcller@");
		}
	}

	private String run(List<String> options, Map<String, String> environment, String name, boolean keytab,
			boolean withoutProvider) throws IOException, InterruptedException {
		Path file = keytab ? KerberosFiles.keytab(this.folder.resolve("kt"), KerberosFiles.AES256, name)
				: KerberosFiles.ticketCache(this.folder.resolve("cc"), name);
		KerberosFiles.configuration(this.folder.resolve("krb5.conf"));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(),
				this.folder.toString(), file.getFileName().toString(), String.valueOf(withoutProvider)));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().putAll(environment);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output.substring(output.indexOf(OUTCOME) + OUTCOME.length());
	}

	/**
	 * Logs in, and prints the principal or the failure.
	 */
	static final class Main {

		private Main() {
		}

		public static void main(String[] args) {
			Path folder = Path.of(args[0]);
			boolean keytab = args[1].equals("kt");
			if (Boolean.parseBoolean(args[2])) {
				Security.removeProvider("SunJGSS");
			}
			KerberosSettings settings = new KerberosSettings(IwaKerberosProvider.JAVA,
					keytab ? null : folder.resolve("cc"), keytab ? folder.resolve("kt") : null,
					keytab ? principal(folder) : null, folder.resolve("krb5.conf"), null, IwaChannelBinding.AUTO);
			byte[] line = (OUTCOME + outcome(settings)).getBytes(StandardCharsets.UTF_8);
			System.out.write(line, 0, line.length);
			System.out.flush();
		}

		private static String principal(Path folder) {
			Keytab keytab = Keytab.read(folder.resolve("kt"));
			return (keytab != null) ? keytab.principals().get(0) : "";
		}

		private static String outcome(KerberosSettings settings) {
			JavaKerberosCredentials credentials = new JavaKerberosCredentials(settings);
			credentials.fingerprint();
			try {
				KerberosIdentity identity = credentials.current();
				if (settings.keytab() != null) {
					identity.ticket();
				}
				return "principal " + identity.principal();
			}
			catch (IwaException ex) {
				return ex.code().id().equals("kdc-unreachable") ? "principal " + settings.principal()
						: ex.code().id() + (ex.isLocal() ? " local " : " ") + ex.getMessage();
			}
		}

	}

}
