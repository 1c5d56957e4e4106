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

package io.github.iwaspring.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.IwaReport.Check;
import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.support.Json;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Report}.
 */
class ReportTests {

	private static final List<Report.Row> CHECKS = List.of(
			new Report.Row("ticket", Status.PASS, "The ticket of alice@CONTOSO.COM is \"valid\".", null, null, null,
					null, null),
			new Report.Row("clock", Status.WARN, "The clock is wrong.", "Set it.", null, null, null, null),
			new Report.Row("federation-metadata", Status.FAIL,
					"The metadata of a host that has a long name says something that takes more than one line to say.",
					"Ask alice@contoso.com, and then somebody else, until there is an answer that is more than one line.",
					IwaErrorCode.FEDERATION_UNAVAILABLE, Stage.FEDERATION_METADATA, "4711", Duration.ofMinutes(2)),
			new Report.Row("token", Status.SKIPPED, "Not reached, because 'federation-metadata' failed.", null, null,
					null, null, null));

	private final IwaReport report = new Report(CHECKS, List.of("alice@CONTOSO.COM"));

	@Test
	void toTextIsNoWiderThanAHundredColumns() {
		assertThat(this.report.toText()).isEqualTo("""
				PASS     ticket               The ticket of a***@CONTOSO.COM is "valid".
				WARN     clock                The clock is wrong.
				                              Action: Set it.
				FAIL     federation-metadata  The metadata of a host that has a long name says something that takes
				                              more than one line to say. (federation-unavailable)
				                              Action: Ask a***@contoso.com, and then somebody else, until there is
				                              an answer that is more than one line.
				SKIPPED  token                Not reached, because 'federation-metadata' failed.

				1 passed, 1 with a warning, 1 failed, 1 skipped
				""");
		assertThat(this.report.toText().lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(100));
	}

	@Test
	void toAnsiTextOnlyAddsColours() {
		String text = this.report.toAnsiText();
		assertThat(text).contains("\u001B[32mPASS\u001B[0m     ticket", "\u001B[33mWARN\u001B[0m ",
				"\u001B[1;31mFAIL\u001B[0m ", "\u001B[2mSKIPPED\u001B[0m ");
		assertThat(text.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(this.report.toText());
	}

	@Test
	void toJsonIsCompleteAndOnOneLine() {
		assertThat(this.report.toJson()).doesNotContain("\n");
		Json report = Json.parse(this.report.toJson());
		assertThat(report).isNotNull();
		Map<String, ?> json = report.members();
		assertThat(json).containsOnlyKeys("healthy", "checks");
		assertThat(json.get("healthy")).isEqualTo(false);
		assertThat(json.get("checks")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(4)
			.contains(
					Map.of("id", "ticket", "status", "PASS", "description",
							"The ticket of a***@CONTOSO.COM is \"valid\"."),
					Map.of("id", "clock", "status", "WARN", "description", "The clock is wrong.", "action", "Set it."),
					Map.of("id", "federation-metadata", "status", "FAIL", "code", "federation-unavailable", "stage",
							"FEDERATION_METADATA", "correlationId", "4711", "retryAfter", "PT2M", "description",
							CHECKS.get(2).description(), "action",
							"Ask a***@contoso.com, and then somebody else, until there is an answer that is more than "
									+ "one line."));
	}

	@Test
	void userNamesAreShownOnRequestOnly() {
		IwaReport shown = this.report.withUserNames();
		assertThat(shown.checks()).hasToString(CHECKS.toString());
		assertThat(shown.toText()).contains("alice@CONTOSO.COM");
		assertThat(shown.toJson()).contains("alice@CONTOSO.COM");
		assertThat(shown).hasToString(this.report.toText());
		assertThat(this.report).hasToString(this.report.toText());
		assertThat(this.report.checks()).extracting(Check::description)
			.noneMatch((description) -> description.contains("alice"));
	}

	@Test
	void warningIsNotAFailure() {
		assertThat(this.report.isHealthy()).isFalse();
		assertThat(new Report(CHECKS.subList(0, 2), List.of()).isHealthy()).isTrue();
	}

}
