/**
 * The checks of the configuration. Every value that decides where credentials go is
 * validated here, for Spring Boot's properties and for the builder alike.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.settings;

import org.jspecify.annotations.NullMarked;
