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

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Repackaged applications in separate processes. msal4j no longer knows its version, but
 * the requests to Entra ID still contain it.
 */
class RepackagedTests {

	private static final String VERSION = PublicClientApplication.class.getPackage().getImplementationVersion();

	@TempDir
	private Path folder;

	private final Map<Hop, String> sentVersions = new ConcurrentHashMap<>();

	@Test
	void versionIsSentWithoutManifest() throws Exception {
		try (JarFile msal4j = new JarFile(msal4j().toFile())) {
			for (JarEntry entry : entries(msal4j)) {
				if (!entry.getName().startsWith("META-INF/")) {
					Path file = this.folder.resolve(entry.getName());
					Files.createDirectories(file.getParent());
					Files.write(file, msal4j.getInputStream(entry).readAllBytes());
				}
			}
		}
		assertThat(signIn(this.folder)).isEqualTo("null " + User.ALICE.upn());
		assertThat(this.sentVersions).isEqualTo(Map.of(Hop.USER_REALM, VERSION, Hop.TOKEN, VERSION));
	}

	@Test
	void versionIsSentWithManifestOfApplication() throws Exception {
		Path application = this.folder.resolve("application.jar");
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "0.0.7");
		try (JarFile msal4j = new JarFile(msal4j().toFile());
				JarOutputStream jar = new JarOutputStream(Files.newOutputStream(application), manifest)) {
			for (JarEntry entry : entries(msal4j)) {
				if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
					jar.putNextEntry(new JarEntry(entry.getName()));
					jar.write(msal4j.getInputStream(entry).readAllBytes());
				}
			}
		}
		assertThat(signIn(application)).isEqualTo("0.0.7 " + User.ALICE.upn());
		assertThat(this.sentVersions).isEqualTo(Map.of(Hop.USER_REALM, VERSION, Hop.TOKEN, VERSION));
	}

	/**
	 * Runs an application with other classes of msal4j.
	 * @return its output: the version that msal4j reports, and the user
	 */
	private String signIn(Path msal4j) throws IOException, InterruptedException, URISyntaxException {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			for (Hop hop : Hop.values()) {
				directory.on(hop).intercept((request, real) -> {
					String version = request.header("x-client-VER");
					if (version != null) {
						this.sentVersions.put(hop, version);
					}
					return real.respond(request);
				});
			}
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
							classPath(msal4j), RepackagedApplication.class.getName()));
			command.addAll(List.of(directory.arguments()));
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			return output.substring(output.indexOf(RepackagedApplication.MARK) + RepackagedApplication.MARK.length())
				.strip();
		}
	}

	private static String classPath(Path msal4j) throws URISyntaxException {
		String original = msal4j().toString();
		List<String> classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
		assertThat(classPath).contains(original);
		return String.join(File.pathSeparator,
				classPath.stream().map((entry) -> entry.equals(original) ? msal4j.toString() : entry).toList());
	}

	private static Path msal4j() throws URISyntaxException {
		return Path.of(PublicClientApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private static List<JarEntry> entries(JarFile jar) {
		try (Stream<JarEntry> entries = jar.stream()) {
			return entries.filter((entry) -> !entry.isDirectory()).toList();
		}
	}

}
