/**
 * The checks of what is configured: everything that decides where credentials go is
 * judged here, in one way for Spring Boot's properties and for the builder.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.settings;

import org.jspecify.annotations.NullMarked;
