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

package io.github.iwaspring.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file of tokens in the Windows JVM, encrypted by DPAPI, which is Wine's there.
 */
class TokenFileTests {

	private EmbeddedDirectory directory;

	@BeforeEach
	void start() throws IOException {
		this.directory = EmbeddedDirectory.start();
		deleteFile();
	}

	@AfterEach
	void stop() throws IOException {
		this.directory.close();
		deleteFile();
	}

	@Test
	void secondStartTakesTheTokenFromTheEncryptedFileWithoutARequest() throws Exception {
		Desk desk = desk();
		assertThat(desk.run("token")).containsExactly("INTEGRATED alice@contoso.com");
		assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).startsWith("iwa-cache-1 dpapi")
			.doesNotContain("alice", "contoso", "eyJ", "secret");
		int requests = this.directory.log().requests().size();
		assertThat(desk.run("token")).containsExactly("CACHE alice@contoso.com");
		assertThat(this.directory.log().requests()).hasSize(requests);
	}

	@Test
	void fileThatWasChangedIsPassedOver() throws Exception {
		desk().run("token");
		byte[] content = Files.readAllBytes(file());
		content[content.length - 20] ^= 1;
		Files.write(file(), content);
		assertThat(desk().run("token")).containsExactly("INTEGRATED alice@contoso.com");
	}

	@Test
	void twoProcessesLoseNoToken() throws Exception {
		Desk desk = desk();
		Process orders = desk.start("token");
		Process invoices = desk.start("invoices");
		assertThat(output(orders)).contains("INTEGRATED alice@contoso.com");
		assertThat(output(invoices)).contains(" alice@contoso.com");
		assertThat(desk.run("token", "invoices")).containsExactly("CACHE alice@contoso.com", "CACHE alice@contoso.com");
	}

	@Test
	void signOutDeletesTheFile() throws Exception {
		assertThat(desk().run("token", "sign-out")).last().isEqualTo("signed out");
		assertThat(file()).doesNotExist();
	}

	private Desk desk() {
		return Desk.of(this.directory, User.ALICE).with("iwa.token-cache.type", "file");
	}

	private static String output(Process process) throws IOException {
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	/**
	 * Where Windows keeps the data of its applications, that stay on this computer.
	 */
	private static Path folder() {
		return Wine.get()
			.drive()
			.resolve("users")
			.resolve(System.getProperty("user.name"))
			.resolve("AppData/Local/iwa");
	}

	private static Path file() throws IOException {
		try (Stream<Path> files = Files.list(folder())) {
			return files.filter((file) -> file.toString().endsWith(".cache"))
				.findFirst()
				.orElseGet(() -> folder().resolve("none.cache"));
		}
	}

	private static void deleteFile() throws IOException {
		if (Files.isDirectory(folder())) {
			try (Stream<Path> files = Files.list(folder())) {
				for (Path file : files.toList()) {
					Files.delete(file);
				}
			}
			Files.delete(folder());
		}
	}

}
