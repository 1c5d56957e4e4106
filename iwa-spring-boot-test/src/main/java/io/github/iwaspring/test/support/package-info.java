/**
 * Helpers for several packages: XML, JSON, threads, resources to close.
 * <p>
 * Internal. Types are public only for other packages of this module.
 */
@NullMarked
package io.github.iwaspring.test.support;

import org.jspecify.annotations.NullMarked;
