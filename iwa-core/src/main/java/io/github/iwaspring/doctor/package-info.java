/**
 * The doctor: one sign-in that is watched, and what each step of it says.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.doctor;

import org.jspecify.annotations.NullMarked;
