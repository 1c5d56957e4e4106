/**
 * The token cache: one acquisition for all callers, renewal ahead of expiry, and the
 * retry policy. This package knows no protocol; {@link TokenAcquirer} is its only door to
 * the rest of the library. Start reading at {@link CachingTokenService}.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.token;

import org.jspecify.annotations.NullMarked;
