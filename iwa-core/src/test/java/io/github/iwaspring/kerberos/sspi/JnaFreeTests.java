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

package io.github.iwaspring.kerberos.sspi;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Secur32;
import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.KerberosSettings;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that JNA is not loaded before the first use, and never on other platforms than
 * Windows. Each test runs a JVM of its own, which logs the classes that it loads.
 */
@Timeout(60)
class JnaFreeTests {

	private static final String ON_WINDOWS = "-Dos.name=Windows 11";

	private static final String ON_LINUX = "-Dos.name=Linux";

	@Test
	void currentWhenNotWindowsThenDoesNotLoadJna() throws Exception {
		assertThat(run("use", List.of(ON_LINUX), Native.class, Secur32.class))
			.contains("created", "provider-unavailable")
			.anyMatch((line) -> line.contains("sspi.SspiCredentials "))
			.noneMatch((line) -> line.contains("com.sun.jna"))
			.noneMatch((line) -> line.contains("JnaSspi "));
	}

	@Test
	void constructorDoesNotLoadJna() throws Exception {
		assertThat(run("create", List.of(ON_WINDOWS), Native.class, Secur32.class)).contains("created")
			.noneMatch((line) -> line.contains("com.sun.jna"))
			.noneMatch((line) -> line.contains("JnaSspi "));
	}

	@Test
	void currentWhenJnaMissingThenNamesDependency() throws Exception {
		assertThat(run("use again", List.of(ON_WINDOWS))).contains("created", "provider-unavailable")
			.filteredOn((line) -> line.contains("Add net.java.dev.jna:jna-platform"))
			.hasSize(2);
	}

	/**
	 * JNA believes that it is on Windows, and cannot load its library; on Windows it has
	 * no folder for it. Each attempt after the first fails with another error.
	 */
	@Test
	void currentWhenNativeLibraryIsNotLoadedThenSaysSoEachTime(@TempDir Path folder) throws Exception {
		List<String> lines = run("use again", List.of(withoutLibrary(folder)), Native.class, Secur32.class);
		assertThat(lines).filteredOn((line) -> line.contains("jna.tmpdir")).hasSize(2);
		assertThat(lines).noneMatch((line) -> line.contains("Add net.java.dev.jna"));
	}

	@Test
	void currentWhenModuleOfJnaMissingThenNamesItEachTime() throws Exception {
		List<String> lines = run("use again", List.of(ON_WINDOWS, "--limit-modules=java.base"), Native.class,
				Secur32.class);
		assertThat(lines).filteredOn((line) -> line.contains("--add-modules java.logging")).hasSize(2);
	}

	/**
	 * What remains is that JNA cannot load its library.
	 */
	@Test
	void currentNeedsNoModuleOfKerberos(@TempDir Path folder) throws Exception {
		List<String> lines = run("use", List.of(withoutLibrary(folder), "--limit-modules=java.logging"), Native.class,
				Secur32.class);
		assertThat(lines).filteredOn((line) -> line.contains("jna.tmpdir")).hasSize(1);
	}

	private static String withoutLibrary(Path folder) throws IOException {
		return OS.WINDOWS.isCurrentOs() ? "-Djna.tmpdir=" + Files.createFile(folder.resolve("file")) : ON_WINDOWS;
	}

	private static List<String> run(String what, List<String> options, Class<?>... libraries) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-verbose:class"));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath(libraries), Main.class.getName(), what));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
			return lines;
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String classPath(Class<?>... libraries) {
		return Stream
			.concat(Stream.of(SspiCredentials.class, Main.class, Nullable.class, LogFactory.class),
					Stream.of(libraries))
			.map((type) -> Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())))
			.map(Path::toString)
			.distinct()
			.collect(Collectors.joining(File.pathSeparator));
	}

	static final class Main {

		private Main() {
		}

		public static void main(String[] args) {
			SspiCredentials credentials = new SspiCredentials(new KerberosSettings(IwaKerberosProvider.NATIVE, null,
					null, null, null, null, IwaChannelBinding.AUTO), IwaChannelBinding.AUTO);
			System.out.println("created");
			if (args[0].startsWith("use")) {
				use(credentials);
			}
			if (args[0].endsWith("again")) {
				use(credentials);
			}
		}

		private static void use(SspiCredentials credentials) {
			try {
				credentials.current();
			}
			catch (IwaException ex) {
				System.out.println(ex.code().id());
				System.out.println(ex.getMessage());
			}
		}

	}

}
