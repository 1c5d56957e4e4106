/**
 * Tokens for the requests of {@code WebClient} and {@code RestClient}.
 * {@link io.github.iwaspring.web.IwaRequestAttributes} is for applications; every other
 * type is internal.
 */
@NullMarked
package io.github.iwaspring.web;

import org.jspecify.annotations.NullMarked;
