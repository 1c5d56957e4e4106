/**
 * Tokens in memory, and one acquisition for all who wait. Knows nothing of how a token is
 * acquired.
 */
@NullMarked
package io.github.iwaspring.token;

import org.jspecify.annotations.NullMarked;
