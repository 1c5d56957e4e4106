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

package io.github.iwaspring.check;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.store.CacheFile;

/**
 * The file of a token cache is replaced while somebody reads it: a reader as the library
 * is one, and one that forbids to delete the file, as a scanner may. Each reads for a
 * tenth of a second, and the library waits for nine tenths at most.
 */
final class ReplacementCheck implements Check {

	private static final long READING_MILLIS = 100;

	@Override
	public Result run(Desk desk) throws Exception {
		try (TemporaryFolder folder = TemporaryFolder.create()) {
			List<String> details = new ArrayList<>();
			boolean shared = isReplaced("a reader that allows deletion", folder,
					(file) -> Files.newInputStream(file, StandardOpenOption.READ), details);
			boolean forbidding = isReplaced("a reader that forbids deletion", folder,
					(file) -> new FileInputStream(file.toFile()), details);
			return (shared && forbidding) ? Result.pass("An open file was replaced", details)
					: Result.fail("An open file was not replaced; please report it", details);
		}
	}

	private static boolean isReplaced(String reader, TemporaryFolder folder, Opening opening, List<String> details)
			throws Exception {
		CacheFile file = new CacheFile(folder.file());
		try (CacheFile.Lock lock = file.lock()) {
			if (lock == null || !file.write("first")) {
				details.add(reader + ": the file could not be written");
				return false;
			}
			InputStream reading = opening.open(folder.file());
			Thread end = new Thread(() -> close(reading), "iwa-check-reader");
			end.start();
			long start = System.nanoTime();
			boolean written = file.write("second");
			long millis = (System.nanoTime() - start) / 1_000_000;
			end.join();
			boolean replaced = written && "second".equals(file.read());
			details.add(reader + ": " + (replaced ? "replaced after " : "not replaced within ") + millis + " ms");
			return replaced;
		}
	}

	private static void close(InputStream reading) {
		try (reading) {
			TimeUnit.MILLISECONDS.sleep(READING_MILLIS);
		}
		catch (IOException | InterruptedException ex) {
			// the file is closed anyway
		}
	}

	private interface Opening {

		InputStream open(Path file) throws IOException;

	}

}
