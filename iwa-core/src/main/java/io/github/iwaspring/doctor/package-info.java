/**
 * The doctor: one sign-in that is watched, and what each step of it says.
 */
@NullMarked
package io.github.iwaspring.doctor;

import org.jspecify.annotations.NullMarked;
