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

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the cache file is written although a virus scanner, an indexer or a backup
 * holds it open for a moment, and that nothing is lost where one keeps it open. The
 * programs run under Wine.
 */
class HeldFileTests {

	@TempDir
	private Path folder;

	@Test
	void cacheIsWrittenWhenItsFilesAreReleasedAndKeptWhenTheyAreNot() throws Exception {
		Path hold = Path.of(Wine.get().hold(this.folder, 0, 0).command().get(1));
		List<String> lines = new WindowsJvm().run(HeldFile.class, Wine.path(hold),
				Wine.path(this.folder.resolve("tokens.cache")));
		String output = String.join("\n", lines);
		List<String> attempts = lines.stream().filter((line) -> line.startsWith("held file")).toList();
		assertThat(attempts).as(output).hasSize(20).allMatch((line) -> line.endsWith(" writable=true left=false"));
		assertThat(attempts).filteredOn((line) -> line.contains("kept"))
			.as(output)
			.hasSize(4)
			.allMatch((line) -> line.contains(": waited=true written=false content=old "));
		assertThat(attempts).filteredOn((line) -> !line.contains("kept"))
			.as(output)
			.hasSize(16)
			.allMatch((line) -> line.contains(": waited=true written=true content=new "));
		assertThat(lines).filteredOn((line) -> line.contains("The token cache tokens.cache cannot be written ("))
			.as(output)
			.hasSize(4)
			.allMatch((line) -> line.contains("another program, such as a virus scanner, may hold it open"));
	}

}
