/**
 * A file of the user's own, for what is secret and may be lost. Knows nothing of what is
 * in it.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.store;

import org.jspecify.annotations.NullMarked;
