/**
 * What a person sees when the silent ways have failed, and how often: the console, the
 * browser, and the gate before them. Knows nothing of how a token is acquired.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.prompt;

import org.jspecify.annotations.NullMarked;
