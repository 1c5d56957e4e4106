/**
 * What several rooms need: redaction, diagnoses, rules, JSON, and what the operating
 * system says about the user of this process. Imports only the base package.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.support;

import org.jspecify.annotations.NullMarked;
