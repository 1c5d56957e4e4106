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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.iwaspring.check.Check.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Report}.
 */
class ReportTests {

	private static final List<String> NAMES = List.of("CORP\\jdoe", "jane.doe@contoso.com", "administrator");

	@Test
	void nameIsMaskedInEveryForm() {
		assertThat(Report.masked("CORP\\jdoe, Jane.Doe@contoso.com and bob@contoso.com", NAMES))
			.isEqualTo("CORP\\j***, J***@contoso.com and b***@contoso.com");
	}

	@Test
	void nameIsMaskedWhereItStandsAlone() {
		assertThat(Report.masked("C:\\users\\JDOE\\AppData, jane.doe, jdoes", NAMES))
			.isEqualTo("C:\\users\\J***\\AppData, j***, jdoes");
	}

	@Test
	void nameThatBeginsLikeAnotherIsMaskedAsAWhole() {
		assertThat(Report.masked("jane.doe, jane", List.of("jane", "CORP\\jane.doe"))).isEqualTo("j***, j***");
	}

	@Test
	void nameThatIsAWordOfTheReportIsLeftAlone() {
		assertThat(Report.masked("an administrator does it", NAMES)).isEqualTo("an administrator does it");
	}

	@Test
	void fileIsMaskedByNamesThatWereLearntLater(@TempDir Path folder) throws Exception {
		Report report = new Report();
		report.add("one", Result.pass("jdoe did it", List.of("as CORP\\jdoe\nin two lines")));
		report.add("two", Result.fail("failed", List.of()));
		report.line("log: jdoe");
		assertThat(Files.readAllLines(report.write(folder.resolve("report.txt"), NAMES))).containsExactly(
				"PASS  one                    j*** did it", "          as CORP\\j***", "          in two lines",
				"FAIL  two                    failed", "log: j***");
	}

	@Test
	void failuresAreCounted() {
		Report report = new Report();
		report.add("one", Result.fail("failed", List.of()));
		report.add("two", Result.skip("why"));
		report.add("three", Result.fail("failed", List.of()));
		assertThat(report.failures()).isEqualTo(2);
		assertThat(report.summary()).isEqualTo("3 checks: 0 passed, 2 failed, 1 skipped");
	}

	@Test
	void fileThatCannotBeWrittenIsWrittenElsewhere(@TempDir Path folder) throws Exception {
		Report report = new Report();
		report.line("line");
		Path written = report.write(folder.resolve("missing").resolve("report.txt"), List.of());
		assertThat(written).hasContent("line");
		Files.delete(written);
	}

}
