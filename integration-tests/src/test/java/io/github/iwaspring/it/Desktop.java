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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A desktop whose {@code xdg-open} passes the page to the test.
 */
final class Desktop implements AutoCloseable {

	private final Path folder;

	private final WatchService watcher;

	/**
	 * Creates a desktop.
	 * @param folder an empty folder
	 */
	Desktop(Path folder) throws IOException {
		this.folder = folder;
		this.watcher = folder.getFileSystem().newWatchService();
		Path opener = Files.writeString(folder.resolve("xdg-open"), """
				#!/bin/sh
				cd "$(dirname "$0")" && printf %s "$1" >page.part && mv page.part page
				""");
		Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));
		folder.register(this.watcher, StandardWatchEventKinds.ENTRY_CREATE);
	}

	/**
	 * The environment variables of an application on this desktop. Its display shows
	 * nothing.
	 */
	Map<String, String> environment() {
		return Map.of("DISPLAY", ":99", "PATH", this.folder + File.pathSeparator + System.getenv("PATH"));
	}

	/**
	 * Waits until an application opens a page.
	 */
	URI page() throws IOException, InterruptedException {
		Path page = this.folder.resolve("page");
		while (!Files.exists(page)) {
			WatchKey change = this.watcher.poll(60, TimeUnit.SECONDS);
			assertThat(change).as("an opened page").isNotNull();
			change.pollEvents();
			change.reset();
		}
		return URI.create(Files.readString(page));
	}

	@Override
	public void close() throws IOException {
		this.watcher.close();
	}

}
