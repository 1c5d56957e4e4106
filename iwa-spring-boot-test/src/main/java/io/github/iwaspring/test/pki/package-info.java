/**
 * Keys and certificates of embedded directories.
 * <p>
 * Internal. Types are public only for other packages of this module.
 */
@NullMarked
package io.github.iwaspring.test.pki;

import org.jspecify.annotations.NullMarked;
