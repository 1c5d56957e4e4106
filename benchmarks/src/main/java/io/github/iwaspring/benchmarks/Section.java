package io.github.iwaspring.benchmarks;

import java.util.List;

/**
 * What a part has found.
 *
 * @param title the title
 * @param about what was measured, and how
 * @param tables the figures
 * @param findings the targets
 * @param meaning what it means, in words
 */
record Section(String title, String about, List<Table> tables, List<Finding> findings, String meaning) {

	/**
	 * A part that came to no end, which is a loss like others.
	 */
	static Section failed(String part, Throwable failure) {
		return new Section("The part " + part, "It failed.", List.of(),
				List.of(new Finding("The part " + part + " runs to its end", "yes",
						"no: " + String.valueOf(failure).lines().findFirst().orElse(""), false)),
				"There are no figures of this part.");
	}

}
