/**
 * A private file for secrets that may be lost: owner-only, replaced atomically, locked
 * across processes, encrypted by DPAPI on Windows. Internal; knows nothing of the
 * content.
 */
@NullMarked
package io.github.iwaspring.store;

import org.jspecify.annotations.NullMarked;
