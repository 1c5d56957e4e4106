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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import io.github.iwaspring.store.CacheFile;
import io.github.iwaspring.support.OperatingSystem;

/**
 * The file of a token cache takes a text, encrypted by DPAPI, and gives it back.
 */
final class ProtectionCheck implements Check {

	private static final String TEXT = "not a token \u00e4\u20ac ".repeat(1000);

	@Override
	public Result run(Desk desk) throws Exception {
		try (TemporaryFolder folder = TemporaryFolder.create()) {
			CacheFile file = new CacheFile(folder.file());
			try (CacheFile.Lock lock = file.lock()) {
				if (lock == null || !file.write(TEXT)) {
					return Result.fail("The file could not be written", List.of());
				}
			}
			String content = Files.readString(folder.file(), StandardCharsets.ISO_8859_1);
			String header = content.lines().findFirst().orElse("").replaceFirst(" [0-9a-f]{64}$", "");
			List<String> details = List.of("header: " + header, content.length() + " bytes");
			if (!TEXT.equals(new CacheFile(folder.file()).read())) {
				return Result.fail("The file gave back something else; please report it", details);
			}
			boolean readable = content.contains("not a token");
			if (OperatingSystem.isWindows() && (readable || !header.endsWith(" dpapi"))) {
				return Result.fail("The file is not encrypted; please report it", details);
			}
			return Result.pass(OperatingSystem.isWindows() ? "DPAPI took a text and gave it back"
					: "written and read, not encrypted", details);
		}
	}

}
