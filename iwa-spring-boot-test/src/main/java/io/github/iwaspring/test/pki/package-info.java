/**
 * Keys and certificates that live as long as one embedded directory.
 * <p>
 * Internal: types are public here only for other packages of the embedded directory.
 */
@NullMarked
package io.github.iwaspring.test.pki;

import org.jspecify.annotations.NullMarked;
