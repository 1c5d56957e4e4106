/**
 * What several rooms need: XML within bounds, JSON, daemon threads.
 */
@NullMarked
package io.github.iwaspring.test.support;

import org.jspecify.annotations.NullMarked;
