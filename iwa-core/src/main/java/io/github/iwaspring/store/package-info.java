/**
 * A file of the user's own, for what is secret and may be lost. Knows nothing of what is
 * in it.
 */
@NullMarked
package io.github.iwaspring.store;

import org.jspecify.annotations.NullMarked;
