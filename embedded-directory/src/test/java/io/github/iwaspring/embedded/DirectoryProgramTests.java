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

package io.github.iwaspring.embedded;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import io.github.iwaspring.test.support.Json;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryProgram}: the jar in a process of its own, and applications
 * in others.
 */
class DirectoryProgramTests {

	@TempDir
	private Path temporary;

	@TempDir
	private Path folder;

	@Test
	void applicationSignsInByEnvironmentVariablesUntilAFaultIsSet() throws Exception {
		try (RunningProgram program = RunningProgram.start(this.temporary, "--format=env", "--user=bob@contoso.com")) {
			Map<String, String> environment = program.settings("KRB5CCNAME");
			assertThat(environment).containsKeys("IWA_AUTHORITY", "IWA_CLIENTID", "KRB5_CONFIG");
			assertThat(RunningProgram.runApplication(environment)).contains("bob@contoso.com");
			String url = environment.get("EMBEDDED_DIRECTORY_URL");
			String key = environment.get("EMBEDDED_DIRECTORY_KEY");
			assertThat(RunningProgram.send("GET", url + "/sign-ins", key, "").body()).contains("bob@contoso.com",
					"api://orders");
			assertThat(RunningProgram.send("GET", url + "/api-calls", key, "").body()).contains("\"status\":200");
			assertThat(RunningProgram
				.send("POST", url + "/faults", key,
						"{\"hop\":\"token\",\"fault\":\"entra\",\"error\":\"invalid_grant\",\"number\":50076}")
				.statusCode()).isEqualTo(204);
			assertThat(RunningProgram.runApplication(environment)).isEqualTo("mfa-required");
			RunningProgram.send("DELETE", url + "/faults", key, "");
			RunningProgram.send("DELETE", url + "/requests", key, "");
			assertThat(RunningProgram.runApplication(environment)).contains("bob@contoso.com");
			String requests = RunningProgram.send("GET", url + "/requests", key, "").body();
			assertThat(requests).containsOnlyOnce("\"hop\":\"token\"").doesNotContain("eyJ");
		}
	}

	@Test
	void terminationLeavesNothing() throws Exception {
		try (RunningProgram program = RunningProgram.start(this.temporary)) {
			Map<String, String> settings = program.settings(DirectoryProgram.PREFIX + "ticket-cache");
			assertThat(Path.of(settings.get("iwa.kerberos.ticket-cache"))).exists().startsWith(this.temporary);
			assertThat(program.terminate()).isEqualTo(128 + 15);
			assertThat(this.temporary).isEmptyDirectory();
		}
	}

	@Test
	void settingsInAFileAreTheOwnersAndEndWithTheProgram() throws Exception {
		Path file = this.folder.resolve("directory.json");
		try (RunningProgram program = RunningProgram.start(this.temporary, "--format=json", "--output=" + file,
				"--until-input-ends")) {
			Awaitility.await().until(() -> Files.exists(file));
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
			assertThat(Json.parse(Files.readString(file))).containsKeys("iwa.authority", "iwa.client-id",
					DirectoryProgram.PREFIX + "key");
			assertThat(program.endOfInput()).isZero();
			assertThat(program.readAll()).isEmpty();
			assertThat(this.folder).isEmptyDirectory();
			assertThat(this.temporary).isEmptyDirectory();
		}
	}

	@Test
	void applicationReadsTheFileOfProperties() throws Exception {
		Path file = this.folder.resolve("directory.properties");
		try (RunningProgram program = RunningProgram.start(this.temporary, "--output=" + file)) {
			Awaitility.await().until(() -> Files.exists(file));
			assertThat(RunningProgram.runApplication(Map.of(), "--spring.config.additional-location=" + file.toUri()))
				.contains("alice@contoso.com");
		}
	}

	@Test
	void requestsWithoutTheKeyOrForAnotherHostAreRefused() throws Exception {
		try (RunningProgram program = RunningProgram.start(this.temporary)) {
			Map<String, String> settings = program.settings(DirectoryProgram.PREFIX + "ticket-cache");
			String url = settings.get(DirectoryProgram.PREFIX + "url");
			String key = settings.get(DirectoryProgram.PREFIX + "key");
			assertThat(RunningProgram.send("GET", url + "/requests", "guessed", "").statusCode()).isEqualTo(403);
			assertThat(RunningProgram.send("GET", url + "/requests", key, "").statusCode()).isEqualTo(200);
			int port = URI.create(url).getPort();
			assertThat(statusLine(port, "localhost:" + port, key)).contains(" 200 ");
			assertThat(statusLine(port, "attacker.example:" + port, key)).contains(" 421 ");
		}
	}

	@Test
	void faultThatIsNoneIsRefusedByName() throws Exception {
		try (RunningProgram program = RunningProgram.start(this.temporary)) {
			Map<String, String> settings = program.settings(DirectoryProgram.PREFIX + "ticket-cache");
			String url = settings.get(DirectoryProgram.PREFIX + "url") + "/faults";
			String key = settings.get(DirectoryProgram.PREFIX + "key");
			assertThat(RunningProgram.send("POST", url, key, "{\"hop\":\"moon\",\"fault\":\"hang\"}").body())
				.startsWith("'moon' is not a hop: instance-discovery, user-realm,");
			assertThat(RunningProgram.send("POST", url, key, "{\"hop\":\"api\",\"fault\":\"rain\"}").body())
				.startsWith("'rain' is not a fault:");
			assertThat(RunningProgram.send("POST", url, key, "[]").statusCode()).isEqualTo(400);
		}
	}

	@Test
	void argumentThatIsNoOptionIsNamed() throws Exception {
		try (RunningProgram program = RunningProgram.start(this.temporary, "--colour")) {
			assertThat(program.readAll()).startsWith("'--colour' is not an option.\nUsage: java -jar");
			assertThat(program.endOfInput()).isEqualTo(2);
		}
	}

	@Test
	void fileThatCannotBeWrittenIsNamed() throws Exception {
		Path file = this.folder.resolve("missing").resolve("directory.env");
		try (RunningProgram program = RunningProgram.start(this.temporary, "--output=" + file)) {
			assertThat(program.readAll()).startsWith("'" + file + "' is not a file in a folder that exists.\nUsage: ");
			assertThat(program.endOfInput()).isEqualTo(2);
		}
	}

	@Test
	void jarHoldsNothingOfSpringButItsLoader() throws Exception {
		try (JarFile jar = new JarFile(System.getProperty("directory.jar"))) {
			assertThat(jar.stream().map(JarEntry::getName).filter((name) -> name.endsWith(".jar"))).isNotEmpty()
				.allMatch((name) -> name
					.matches("BOOT-INF/lib/(kerb|bc|commons-|iwa-spring-boot-test|jspecify|jcip|nimbus|slf4j)[^/]*"));
		}
	}

	private static String statusLine(int port, String host, String key) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.getOutputStream()
				.write(("GET /requests HTTP/1.1\r\nHost: " + host + "\r\n" + ControlServer.KEY_HEADER + ": " + key
						+ "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return response.substring(0, response.indexOf('\r'));
		}
	}

}
