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

package io.github.iwaspring.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * MIT's command line tools for one ticket cache and an embedded directory.
 */
final class MitKerberos implements AutoCloseable {

	private final EmbeddedDirectory directory;

	private final Map<String, String> environment;

	private MitKerberos(EmbeddedDirectory directory, Map<String, String> environment) {
		this.directory = directory;
		this.environment = environment;
	}

	/**
	 * The tools for a ticket cache. Skips the test if they are not installed.
	 */
	static MitKerberos of(EmbeddedDirectory directory, String cache) {
		return of(directory, Map.of("KRB5_CONFIG", directory.krb5Conf().toString(), "KRB5CCNAME", cache));
	}

	private static MitKerberos of(EmbeddedDirectory directory, Map<String, String> environment) {
		for (String tool : List.of("kinit", "klist", "kdestroy")) {
			assumeTrue(isInstalled(tool), () -> "SKIPPED: " + tool + " of MIT Kerberos (krb5-user) is not installed");
		}
		return new MitKerberos(directory, environment);
	}

	/**
	 * The tools for a new ticket cache in the session's keyring. Skips the test if the
	 * kernel or a container forbids keyrings.
	 */
	static MitKerberos ofKeyring(EmbeddedDirectory directory) throws IOException {
		MitKerberos tools = of(directory, "KEYRING:session:iwa-" + UUID.randomUUID());
		Result result = tools.run("kinit", "-k", "-t", directory.keytab(User.ALICE).toString(), User.ALICE.principal());
		assumeTrue(result.status() == 0, () -> "SKIPPED: no keyring can be used here: " + result.output());
		return tools;
	}

	/**
	 * The tools for the caches of a KCM daemon, which the configuration selects.
	 */
	static MitKerberos ofKcm(EmbeddedDirectory directory, KcmDaemon daemon) {
		return of(directory, Map.of("KRB5_CONFIG", daemon.configuration() + ":" + directory.krb5Conf()));
	}

	/**
	 * Environment variables that select the ticket cache and the KDC.
	 */
	Map<String, String> environment() {
		return this.environment;
	}

	void kinit(User user) throws IOException {
		runSuccessfully("kinit", "-k", "-t", this.directory.keytab(user).toString(), user.principal());
	}

	/**
	 * Makes a user's cache the primary one of the collection.
	 */
	void kswitch(User user) throws IOException {
		runSuccessfully("kswitch", "-p", user.principal());
	}

	void kdestroy() throws IOException {
		runSuccessfully("kdestroy");
	}

	/**
	 * Lists the tickets in the cache.
	 */
	String klist() throws IOException {
		return runSuccessfully("klist");
	}

	@Override
	public void close() throws IOException {
		run("kdestroy", "-q");
	}

	private String runSuccessfully(String... command) throws IOException {
		Result result = run(command);
		assertThat(result.status()).as(result.output()).isZero();
		return result.output();
	}

	private Result run(String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().remove("KRB5CCNAME");
		builder.environment().putAll(this.environment);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			return new Result(process.waitFor(), output);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private static boolean isInstalled(String tool) {
		try {
			new ProcessBuilder(tool, "--version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			return true;
		}
		catch (IOException missing) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private record Result(int status, String output) {

	}

}
