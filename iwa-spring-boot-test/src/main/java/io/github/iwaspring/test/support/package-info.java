/**
 * What several rooms need: XML within bounds, JSON, daemon threads.
 * <p>
 * Internal: types are public here only for other packages of the embedded directory.
 */
@NullMarked
package io.github.iwaspring.test.support;

import org.jspecify.annotations.NullMarked;
