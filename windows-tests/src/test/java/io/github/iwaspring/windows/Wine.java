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

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.opentest4j.TestAbortedException;

/**
 * Wine with a JRE for Windows and the stand-in for {@code secur32.dll}. It is made once.
 * Its server and the folder of its drives end with this JVM: one of the drives is a link
 * to the whole file system, which no tool of the build should meet.
 */
final class Wine {

	/**
	 * The zip file of the Sonar scanner 7.3.0.5189, in which Temurin 17.0.15 is.
	 */
	private static final String JRE_DIGEST = "76d66269943d503381d9f5e273e5d7a90d6e5001c90615e63008ed1fc0b76921";

	private static final Path SOURCES = Path.of("src", "main", "c").toAbsolutePath();

	private static final List<String> COMPILERS = List.of("x86_64-w64-mingw32-gcc", "winegcc", "winebuild");

	private static Wine instance;

	private final Path home = Path.of("target", "windows").toAbsolutePath();

	private final Path jre = this.home.resolve("jre");

	private final Path folder;

	private final Path prefix;

	private final Path program;

	private Wine(Path program, Path folder) {
		this.program = program;
		this.folder = folder;
		this.prefix = folder.resolve("prefix");
	}

	/**
	 * Returns Wine, or skips the test, loudly, where it is not installed.
	 */
	static synchronized Wine get() {
		if (instance == null) {
			instance = prepare(find());
		}
		return instance;
	}

	private static Path find() {
		return Stream.of("/usr/lib/wine", "/usr/bin")
			.map((folder) -> Path.of(folder, "wine64"))
			.filter((wine) -> Files.isExecutable(wine) && Files.isExecutable(server(wine)))
			.findFirst()
			.filter((wine) -> COMPILERS.stream()
				.allMatch((compiler) -> Files.isExecutable(Path.of("/usr/bin", compiler))))
			.orElseThrow(Wine::missing);
	}

	private static Path server(Path program) {
		return Stream.of("wineserver64", "wineserver")
			.map(program::resolveSibling)
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(program.resolveSibling("wineserver"));
	}

	private static TestAbortedException missing() {
		String reason = "Wine and its compilers are not installed (wine64 wine64-tools libwine-dev gcc "
				+ "gcc-mingw-w64-x86-64 libkrb5-dev)";
		System.out.println("== THE TESTS IN A WINDOWS JVM ARE SKIPPED: " + reason);
		return new TestAbortedException(reason);
	}

	private static Wine prepare(Path program) {
		try {
			Wine wine = new Wine(program, Files.createTempDirectory("iwa-wine"));
			Runtime.getRuntime().addShutdownHook(new Thread(wine::end));
			wine.prepare();
			return wine;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Wine could not be prepared", ex);
		}
	}

	private void prepare() throws IOException {
		Files.createDirectories(this.home.resolve("lib"));
		Files.createDirectories(this.folder.resolve("tmp"));
		if (!Files.exists(this.jre)) {
			unpackJre(Path.of(System.getProperty("windows.jre")));
		}
		run(command("wineboot", "-i"));
		compile("winegcc", "-m64", "-shared", "-O1", "-o", lib("iwagss.dll.so"), source("iwagss.c"),
				source("iwagss.spec"), "-lgssapi_krb5");
		run(new ProcessBuilder("winebuild", "-m64", "--dll", "--fake-module", "-E", source("iwagss.spec"), "-F",
				"iwagss.dll", "-o", this.prefix.resolve("drive_c/windows/system32/iwagss.dll").toString()));
		compile("x86_64-w64-mingw32-gcc", "-O1", "-Wall", "-Wno-attributes", "-Werror", "-shared", "-o",
				lib("secur32.dll"), source("secur32.c"), source("script.c"), source("bridge.c"), "-Wl,--kill-at");
		compile("x86_64-w64-mingw32-gcc", "-O1", "-Wall", "-municode", "-o", lib("hold.exe"), source("hold.c"));
		compile("x86_64-w64-mingw32-gcc", "-O1", "-Wall", "-shared", "-o", lib("bcryptprimitives.dll"),
				source("bcryptprimitives.c"), "-Wl,--kill-at");
		for (String library : List.of("secur32.dll", "bcryptprimitives.dll")) {
			// Windows looks for it in the program's folder first
			Files.copy(Path.of(lib(library)), this.jre.resolve("bin").resolve(library),
					StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private void unpackJre(Path archive) throws IOException {
		Path unpacked = Files.createTempDirectory(this.home, "jre");
		try (DigestInputStream in = new DigestInputStream(Files.newInputStream(archive),
				MessageDigest.getInstance("SHA-256"))) {
			unpackJre(in, unpacked);
			in.transferTo(OutputStream.nullOutputStream());
			String digest = HexFormat.of().formatHex(in.getMessageDigest().digest());
			if (!digest.equals(JRE_DIGEST)) {
				throw new IOException("The JRE for Windows has another digest: " + digest);
			}
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
		Files.move(unpacked, this.jre);
	}

	private static void unpackJre(InputStream archive, Path target) throws IOException {
		ZipInputStream zip = new ZipInputStream(archive);
		for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
			int jre = entry.getName().indexOf("/jre/");
			if (jre >= 0 && !entry.isDirectory()) {
				Path file = target.resolve(entry.getName().substring(jre + "/jre/".length())).normalize();
				if (!file.startsWith(target)) {
					throw new IOException("An entry outside of the archive: " + entry.getName());
				}
				Files.createDirectories(file.getParent());
				Files.copy(zip, file);
			}
		}
	}

	private void compile(String... command) throws IOException {
		run(new ProcessBuilder(command));
	}

	private String lib(String name) {
		return this.home.resolve("lib").resolve(name).toString();
	}

	private static String source(String name) {
		return SOURCES.resolve(name).toString();
	}

	/**
	 * Returns a command that runs {@code java.exe}.
	 */
	ProcessBuilder java(String... arguments) {
		return command(this.jre.resolve("bin/java.exe").toString(), arguments);
	}

	/**
	 * Returns a command that holds a file open without allowing others to delete it, or
	 * with whatever sharing is given.
	 */
	ProcessBuilder hold(Path file, int sharing, int seconds) {
		return command(lib("hold.exe"), path(file), String.valueOf(sharing), String.valueOf(seconds));
	}

	private ProcessBuilder command(String exe, String... arguments) {
		List<String> command = Stream.concat(Stream.of(this.program.toString(), exe), Stream.of(arguments)).toList();
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			// available() of a pipe fails in Wine 8
			.redirectInput(new File("/dev/null"));
		setEnvironment(builder);
		return builder;
	}

	private void setEnvironment(ProcessBuilder builder) {
		builder.environment()
			.keySet()
			.removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
		builder.environment()
			.putAll(Map.of("WINEPREFIX", this.prefix.toString(), "WINEARCH", "win64", "WINEDEBUG", "-all", "DISPLAY",
					"", "WINEDLLPATH", this.home.resolve("lib").toString(), "WINEDLLOVERRIDES",
					"mscoree,mshtml=;secur32=n,b", "LC_ALL", "C.UTF-8", "TMPDIR",
					this.folder.resolve("tmp").toString()));
	}

	/**
	 * Returns how Windows names a file of this machine.
	 */
	static String path(Path file) {
		return "Z:" + file.toAbsolutePath().toString().replace('/', '\\');
	}

	/**
	 * Returns the folder in which the Windows JVM keeps the files of its user.
	 */
	Path drive() {
		return this.prefix.resolve("drive_c");
	}

	private void run(ProcessBuilder command) throws IOException {
		File output = this.home.resolve("last-command.txt").toFile();
		Process process = command.redirectErrorStream(true).redirectOutput(output).start();
		try {
			if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IOException(
						String.join(" ", command.command()) + " failed: " + Files.readString(output.toPath()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private void end() {
		try {
			for (String option : List.of("-k", "-w")) {
				ProcessBuilder server = new ProcessBuilder(server(this.program).toString(), option);
				setEnvironment(server);
				server.start().waitFor(10, TimeUnit.SECONDS);
			}
			deleteFolder();
		}
		catch (IOException | InterruptedException ex) {
			System.err.println("Wine did not end: " + ex);
		}
	}

	private void deleteFolder() throws IOException {
		// follows no link
		Files.walkFileTree(this.folder, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
				Files.delete(visited);
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
