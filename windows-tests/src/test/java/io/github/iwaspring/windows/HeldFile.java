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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.github.iwaspring.store.CacheFile;

/**
 * The program that writes a cache file while {@code hold.exe}, its first argument, holds
 * that file or the one with the next content. It writes a line about each attempt.
 */
final class HeldFile {

	private final String hold;

	private final Path cache;

	private HeldFile(String hold, Path cache) {
		this.hold = hold;
		this.cache = cache;
	}

	public static void main(String[] arguments) throws Exception {
		HeldFile program = new HeldFile(arguments[0], Path.of(arguments[1]));
		program.write("old");
		for (String suffix : new String[] { "", ".tmp" }) {
			for (int sharing = 0; sharing < 8; sharing++) {
				program.attempt(suffix, sharing, true);
			}
			program.attempt(suffix, 0, false);
			program.attempt(suffix, 3, false);
		}
		Runtime.getRuntime().halt(0);
	}

	private void attempt(String suffix, int sharing, boolean released) throws Exception {
		write("old");
		Path held = this.cache.resolveSibling(this.cache.getFileName() + suffix);
		if (!suffix.isEmpty()) {
			Files.writeString(held, "left by a process that died");
		}
		Process program = new ProcessBuilder(this.hold, held.toString(), String.valueOf(sharing), "60").start();
		byte[] answer = program.getInputStream().readNBytes("held".length());
		CompletableFuture<Boolean> written = new CompletableFuture<>();
		Thread writer = new Thread(() -> written.complete(write("new")), "writer");
		writer.start();
		while (writer.getState() != Thread.State.TIMED_WAITING && !written.isDone()) {
			Thread.onSpinWait();
		}
		boolean waited = !written.isDone();
		if (!released) {
			written.join();
		}
		program.destroyForcibly().waitFor();
		System.out.println(new String(answer, StandardCharsets.US_ASCII) + " file" + suffix + " sharing=" + sharing
				+ (released ? "" : " kept") + ": waited=" + waited + " written=" + written.get() + " content="
				+ new CacheFile(this.cache).read() + " writable=" + write("newer") + " left="
				+ Files.exists(this.cache.resolveSibling(this.cache.getFileName() + ".tmp")));
	}

	private boolean write(String text) {
		CacheFile file = new CacheFile(this.cache);
		try (CacheFile.Lock lock = file.lock()) {
			return lock != null && file.write(text);
		}
	}

}
