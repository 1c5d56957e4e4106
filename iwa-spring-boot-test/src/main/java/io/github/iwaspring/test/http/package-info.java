/**
 * The origins of an embedded directory: HTTPS servers, their hops, and how a test scripts
 * them.
 */
@NullMarked
package io.github.iwaspring.test.http;

import org.jspecify.annotations.NullMarked;
