/**
 * The doctor: one sign-in, the checks that examine it, and the report.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.doctor;

import org.jspecify.annotations.NullMarked;
