/**
 * Keys and certificates that live as long as one embedded directory.
 */
@NullMarked
package io.github.iwaspring.test.pki;

import org.jspecify.annotations.NullMarked;
