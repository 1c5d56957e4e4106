/**
 * The wire under msal4j: which hop a request belongs to, where it may go, how long and
 * how large its answer may be, and what an answer that msal4j would stumble over means.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.directory;

import org.jspecify.annotations.NullMarked;
