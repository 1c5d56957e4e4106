/**
 * The checks of the configuration. They are collected here, for Spring Boot's properties
 * and for the builder alike; the rules for authorities and scopes are in {@code .entra}.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.settings;

import org.jspecify.annotations.NullMarked;
