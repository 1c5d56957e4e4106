/**
 * Tokens in memory, and one acquisition for all who wait. Knows nothing of how a token is
 * acquired.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.token;

import org.jspecify.annotations.NullMarked;
