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

package io.github.iwaspring.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.iwaspring.test.tenant.User;

/**
 * The temporary folder of an embedded directory. Only its owner can read it.
 */
final class DirectoryFiles implements AutoCloseable {

	private final Path folder;

	DirectoryFiles() {
		try {
			this.folder = Files.createTempDirectory("iwa-directory-");
			this.folder.toFile().deleteOnExit();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The temporary folder of the embedded directory could not be created", ex);
		}
	}

	Path writeCertificate(String pem) {
		try {
			return Files.writeString(file("ca.pem"), pem);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The certificate of the embedded directory could not be written", ex);
		}
	}

	Path serviceKeytab() {
		return file("http.keytab");
	}

	Path writeHosts(List<String> names) {
		try {
			return Files.write(file("hosts"), names.stream().map((name) -> "127.0.0.1 " + name).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The hosts file of the embedded directory could not be written", ex);
		}
	}

	/**
	 * The user's ticket cache. Its file is named after the user principal name, because
	 * on some file systems principals that differ only in case would share a file.
	 */
	Path ticketCache(User user) {
		return file(user.upn() + ".ccache");
	}

	void deleteTicketCache(User user) {
		try {
			Files.deleteIfExists(ticketCache(user));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The ticket cache of " + user + " could not be deleted", ex);
		}
	}

	Path keytab(User user) {
		return file(user.upn() + ".keytab");
	}

	/**
	 * A file in the folder. The JVM deletes it at exit if the directory was not closed.
	 */
	private Path file(String name) {
		Path file = this.folder.resolve(name);
		file.toFile().deleteOnExit();
		return file;
	}

	@Override
	public void close() {
		try (Stream<Path> paths = Files.walk(this.folder)) {
			List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
			for (Path path : deepestFirst) {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The folder of the embedded directory could not be deleted", ex);
		}
	}

}
