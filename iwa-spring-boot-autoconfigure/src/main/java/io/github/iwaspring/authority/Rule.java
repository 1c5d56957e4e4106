package io.github.iwaspring.authority;

import org.jspecify.annotations.Nullable;

/**
 * One thing that an authority must not be.
 */
@FunctionalInterface
interface Rule {

	/**
	 * Checks a value that all earlier rules let pass.
	 * @param candidate the value and its parts
	 * @return the objection, or {@code null}
	 */
	@Nullable Refusal check(Candidate candidate);

}
