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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program where there is no Windows: it skips what needs it, and says why.
 * {@code windows-tests} runs it in a Windows JVM.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "is about the other systems")
class OffWindowsTests {

	@TempDir
	private Path folder;

	@Test
	void checksThatNeedWindowsAreSkipped() throws Exception {
		Process program = start(Desks.ARGUMENTS);
		assertThat(program.waitFor()).isZero();
		assertThat(Files.readString(this.folder.resolve("iwa-windows-check.txt")))
			.contains("which is not Windows", "SKIP  token                  SSPI exists on Windows only",
					"PASS  replacement", "PASS  lock", "AD FS host: unknown")
			.contains("13 checks: 4 passed, 0 failed, 9 skipped")
			.doesNotContain("FAIL");
	}

	@Test
	void situationIsSkipped() throws Exception {
		Process program = start(Desks.ARGUMENTS[0], Desks.ARGUMENTS[1], Desks.ARGUMENTS[2],
				"--destructive=tickets-purged");
		assertThat(output(program)).startsWith("tickets-purged").contains("skipped");
		assertThat(program.waitFor()).isZero();
	}

	@Test
	void wrongArgumentsAreExplained() throws Exception {
		Process missing = start("--client-id=1");
		assertThat(output(missing)).contains("Missing argument: --", "java -jar iwa-windows-check.jar");
		assertThat(missing.waitFor()).isEqualTo(100);
		Process unknown = start(Desks.ARGUMENTS[0], "--verbose");
		assertThat(output(unknown)).contains("Unknown argument: --verbose");
		assertThat(unknown.waitFor()).isEqualTo(100);
		Process refused = start("--authority=http://login.microsoftonline.com/contoso.com/", Desks.ARGUMENTS[1],
				Desks.ARGUMENTS[2]);
		assertThat(output(refused)).contains("Nothing was checked", "authority");
		assertThat(refused.waitFor()).isEqualTo(100);
	}

	private Process start(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List
			.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), WindowsCheck.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder program = new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true);
		program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		return program.start();
	}

	private static String output(Process program) throws Exception {
		return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
