/**
 * Attaching tokens to requests: one rule for where a token may go, used by the filter of
 * {@code WebClient} and the interceptor of {@code RestClient}.
 */
@NullMarked
package io.github.iwaspring.web;

import org.jspecify.annotations.NullMarked;
