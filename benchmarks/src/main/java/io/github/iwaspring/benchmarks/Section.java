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

package io.github.iwaspring.benchmarks;

import java.util.List;

/**
 * A section of the report, with the results of a part.
 *
 * @param title the title
 * @param description what was measured, and how
 * @param tables the figures
 * @param targets the targets
 * @param summary the result in words
 */
record Section(String title, String description, List<Table> tables, List<Target> targets, String summary) {

	/**
	 * Creates the section of a part that failed, which counts as a missed target.
	 */
	static Section failed(String part, Throwable failure) {
		return new Section("The part " + part, "This part failed.", List.of(),
				List.of(new Target("The part " + part + " completes", "yes",
						"no: " + String.valueOf(failure).lines().findFirst().orElse(""), false)),
				"This part failed, so it has no figures.");
	}

}
