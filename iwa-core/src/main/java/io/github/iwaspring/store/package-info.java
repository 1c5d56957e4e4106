/**
 * A private file for secrets that may be lost: owner-only, replaced atomically, locked
 * across processes, encrypted by DPAPI on Windows. Knows nothing of the content.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.store;

import org.jspecify.annotations.NullMarked;
