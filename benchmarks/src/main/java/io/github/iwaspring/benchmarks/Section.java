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
